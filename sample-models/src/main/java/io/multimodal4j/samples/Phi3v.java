package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.image.Phi3vGeometry;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Phi-3-vision and Phi-3.5-vision: numbered placeholders, which are no tokens of the tokenizer. What stands between them is tokenized part by part, and every part
 * begins as a prompt does: hence the {@code <s>} behind each picture.
 */
@RegisterProcessor(
        value = "Phi3VForCausalLM",
        description = "Phi-3-vision and Phi-3.5-vision: a CLIP vision tower over the tiles of a picture on white")
public final class Phi3v implements SupportsMultiModal {

    private final Phi3vConfig config;
    private final ModelContext context;

    Phi3v(Phi3vConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its directory.
     *
     * @return the configuration
     */
    public Phi3vConfig config() {
        return config;
    }

    /** The tokens of the tiles and of the whole picture in small, with ends of rows and a separator. */
    @PromptReplacement(modality = IMAGE, target = "<|image_{n}|>", embed = "<|image|>", after = "<s>")
    static int imageTokens(Phi3vConfig config, ImageSize image) {
        return new Phi3vGeometry(config.preprocessor().numCrops()).tokens(image);
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n crops 3 h w") Tensor pixelValues,
            @MultiModalField(name = "image_sizes", modality = IMAGE, shape = "n 2", dtype = DType.INT64)
                    Tensor imageSizes) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "image_sizes", imageSizes));
    }
}
