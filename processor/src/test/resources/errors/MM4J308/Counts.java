import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;
import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Counts")
@PromptReplacement(modality = AUDIO, target = "<audio>")
@PromptReplacement(modality = VIDEO, target = "<video>", count = -1)
final class Counts implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>", count = 5)
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }

    List<Tensor> embedAudio(@MultiModalField(name = "sound", modality = AUDIO, shape = "n 3") Tensor sound) {
        return List.of();
    }

    List<Tensor> embedVideo(@MultiModalField(name = "frames", modality = VIDEO, shape = "n 3") Tensor frames) {
        return List.of();
    }
}
