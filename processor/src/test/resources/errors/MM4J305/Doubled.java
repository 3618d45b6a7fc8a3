import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Doubled")
final class Doubled implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(@MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixels) {
        return List.of();
    }

    @PromptReplacement(modality = IMAGE, target = "<picture>")
    static int pictureTokens() {
        return 1;
    }

    @PromptReplacement(modality = AUDIO, target = "<image>")
    static int audioTokens() {
        return 1;
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "audio", modality = AUDIO, layout = Layout.BATCHED, shape = "n 3", dtype = DType.INT64) Tensor audio) {
        return List.of();
    }
}
