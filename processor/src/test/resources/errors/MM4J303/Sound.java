import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Sound")
final class Sound implements SupportsMultiModal {

    @PromptReplacement(modality = AUDIO, target = "<audio>")
    static int audioTokens(ImageSize image) {
        return 1;
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "audio", modality = AUDIO, layout = Layout.BATCHED, shape = "n 3", dtype = DType.INT64) Tensor audio) {
        return List.of();
    }
}
