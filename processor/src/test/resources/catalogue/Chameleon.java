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

/** Chameleon: 1024 discrete tokens between two markers. */
@RegisterProcessor(value = "ChameleonForConditionalGeneration", limits = @Limit(modality = IMAGE, max = 1))
@PromptReplacement(
        modality = IMAGE,
        target = "<image>",
        before = "<racm3:break>",
        after = "<eoss>",
        count = 1024)
final class Chameleon implements SupportsMultiModal {

    private final ModelContext context;

    Chameleon(ModelContext context) {
        this.context = context;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w")
                    Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }
}
