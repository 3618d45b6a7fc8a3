import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Shared")
final class Shared implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }

    @PromptReplacement(modality = AUDIO, target = "<audio>")
    static int audioTokens() {
        return 1;
    }

    List<Tensor> embedAudio(@MultiModalField(name = "pixels", modality = AUDIO, shape = "n 3") Tensor pixels) {
        return List.of();
    }
}
