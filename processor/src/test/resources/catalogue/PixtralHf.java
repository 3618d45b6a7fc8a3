package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Pixtral in the Hugging Face format: rows of patches with a break behind each. */
@RegisterProcessor("PixtralHfForConditionalGeneration")
final class PixtralHf implements SupportsMultiModal {

    record Config(VisionConfig visionConfig) {}

    record VisionConfig(int imageSize, int patchSize) {}

    private final ModelContext context;

    PixtralHf(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "[IMG]")
    static PromptContent image(Config config, ImageSize image) {
        double longest = config.visionConfig().imageSize();
        int width = image.width();
        int height = image.height();
        double ratio = Math.max(height / longest, width / longest);
        if (ratio > 1) {
            width = (int) (width / ratio);
            height = (int) (height / ratio);
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + image + " is too narrow: nothing of it is left at " + (int) longest);
        }
        int columns = (width - 1) / config.visionConfig().patchSize() + 1;
        int rows = (height - 1) / config.visionConfig().patchSize() + 1;
        return PromptContent.rows("[IMG]", rows, columns, "[IMG_BREAK]", "[IMG_END]");
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w")
                    Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n tokens hidden")
                    Tensor imageEmbeds) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", imageEmbeds));
    }
}
