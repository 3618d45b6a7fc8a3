package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Mantis: each picture is introduced with its number. */
@RegisterProcessor("MantisForConditionalGeneration")
final class Mantis implements SupportsMultiModal {

    record Config(VisionConfig visionConfig) {}

    record VisionConfig(int imageSize, int patchSize) {}

    private final ModelContext context;

    Mantis(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static PromptContent image(Config config, ItemInfo item) {
        int side = config.visionConfig().imageSize() / config.visionConfig().patchSize();
        return PromptContent.builder()
                .text("(image " + (item.index() + 1) + ": <Image>")
                .embed("<image>", side * side)
                .text("</Image>)")
                .build();
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
