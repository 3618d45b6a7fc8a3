import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Parameters")
final class Parameters implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixels", modality = IMAGE, shape = "n") float[] pixels,
            ImageSize size,
            @MultiModalField(name = "more", modality = IMAGE, shape = "n") Tensor... more) {
        return List.of();
    }
}
