package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** GLM-4V: a target of three tokens. */
@RegisterProcessor(value = "ChatGLMModel", limits = @Limit(modality = IMAGE, max = 1))
final class Glm4v implements SupportsMultiModal {

    record Config(VisionConfig visionConfig) {}

    record VisionConfig(int imageSize, int patchSize) {}

    private final ModelContext context;

    Glm4v(Config config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(
            modality = IMAGE,
            target = "<|begin_of_image|><|endoftext|><|end_of_image|>",
            embed = "<|endoftext|>",
            before = "<|begin_of_image|>",
            after = "<|end_of_image|>")
    static int imageTokens(Config config) {
        int side = config.visionConfig().imageSize() / config.visionConfig().patchSize() / 2;
        return side * side;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w")
                    Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }
}
