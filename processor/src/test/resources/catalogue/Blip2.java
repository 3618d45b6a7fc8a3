package catalogue;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptInsertion;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** BLIP-2: 32 queries in front of the text. */
@RegisterProcessor(value = "Blip2ForConditionalGeneration", limits = @Limit(modality = IMAGE, max = 1))
@PromptInsertion(modality = IMAGE, at = InsertionPoint.START, embed = "<image>", count = 32)
final class Blip2 implements SupportsMultiModal {

    private final ModelContext context;

    Blip2(ModelContext context) {
        this.context = context;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w")
                    Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }

    List<Tensor> projectImages(
            @MultiModalField(name = "image_embeds", modality = IMAGE, shape = "n 32 hidden")
                    Tensor imageEmbeds) {
        return context.encoder(IMAGE).encode(Map.of("image_embeds", imageEmbeds));
    }
}
