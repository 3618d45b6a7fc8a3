package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.image.PixtralGeometry;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Pixtral in Hugging Face's layout: pictures of any size as rows of patches, with a token that breaks the rows and one that ends the picture, neither of which
 * receives an embedding. Its checkpoints have LLaVA's architecture and are told by their vision tower.
 */
@RegisterProcessor(
        value = "LlavaForConditionalGeneration:pixtral",
        description = "Pixtral in Hugging Face's layout: a vision tower over pictures of any size")
public final class Pixtral implements SupportsMultiModal {

    private final PixtralConfig config;
    private final ModelContext context;

    Pixtral(PixtralConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its {@code config.json}.
     *
     * @return the configuration
     */
    public PixtralConfig config() {
        return config;
    }

    /** One token per patch, in rows. */
    @PromptReplacement(modality = IMAGE, target = "[IMG]")
    static PromptContent image(PixtralConfig config, ImageSize image) {
        PixtralGeometry geometry = config.geometry();
        return PromptContent.rows("[IMG]", geometry.rows(image), geometry.columns(image), "[IMG_BREAK]", "[IMG_END]");
    }

    /** Pictures differ in height and width; none is padded. */
    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }
}
