import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;
import static io.multimodal4j.annotations.Modality.VIDEO;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptInsertion;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PromptContent;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Contents")
final class Contents implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>", before = "a", embed = "b", after = "c")
    static PromptContent image() {
        return PromptContent.repeat("<image>", 1);
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }

    @PromptReplacement(modality = VIDEO, target = "<video_{n}>")
    static int videoTokens() {
        return 1;
    }

    List<Tensor> embedVideo(@MultiModalField(name = "frames", modality = VIDEO, shape = "n 3") Tensor frames) {
        return List.of();
    }

    @PromptInsertion(modality = AUDIO, at = InsertionPoint.END)
    static int audioTokens() {
        return 1;
    }

    List<Tensor> embedAudio(@MultiModalField(name = "sound", modality = AUDIO, shape = "n 3") Tensor sound) {
        return List.of();
    }
}
