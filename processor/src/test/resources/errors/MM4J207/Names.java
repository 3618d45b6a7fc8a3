import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Names")
final class Names implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "", modality = IMAGE, shape = "n") Tensor a,
            @MultiModalField(name = "pixel values", modality = IMAGE, shape = "n") Tensor b,
            @MultiModalField(name = "2d", modality = IMAGE, shape = "n") Tensor c) {
        return List.of();
    }
}
