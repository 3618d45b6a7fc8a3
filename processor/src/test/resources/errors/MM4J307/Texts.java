import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptInsertion;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Texts")
final class Texts implements SupportsMultiModal {

    @PromptInsertion(modality = IMAGE, at = InsertionPoint.AFTER_PREFIX, embed = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }

    @PromptInsertion(modality = AUDIO, at = InsertionPoint.START, text = "<s>", embed = "<audio>")
    static int audioTokens() {
        return 1;
    }

    List<Tensor> embedAudio(@MultiModalField(name = "sound", modality = AUDIO, shape = "n 3") Tensor sound) {
        return List.of();
    }
}
