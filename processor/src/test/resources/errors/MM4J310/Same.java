import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Same")
final class Same implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<|image_{n}|>", embed = "<image>")
    @PromptReplacement(modality = IMAGE, target = "<|image_1|>", embed = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }
}
