package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Qwen-VL: 256 tokens between two markers. */
@RegisterProcessor("QwenVLForConditionalGeneration")
@PromptReplacement(
        modality = IMAGE,
        target = "<img></img>",
        embed = "<imgpad>",
        before = "<img>",
        after = "</img>",
        count = 256)
final class QwenVl implements SupportsMultiModal {

    private final ModelContext context;

    QwenVl(ModelContext context) {
        this.context = context;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w")
                    Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n 256 hidden")
                    Tensor imageEmbeds) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", imageEmbeds));
    }
}
