import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Mixed")
final class Mixed implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(
            @MultiModalField(name = "pixels", modality = IMAGE, shape = "n") Tensor pixels,
            @MultiModalField(name = "sound", modality = AUDIO, shape = "n") Tensor sound) {
        return List.of();
    }

    List<Tensor> embedAudio(@MultiModalField(name = "more", modality = AUDIO, shape = "n") Tensor more) {
        return List.of();
    }

    @PromptReplacement(modality = AUDIO, target = "<audio>")
    static int audioTokens() {
        return 1;
    }
}
