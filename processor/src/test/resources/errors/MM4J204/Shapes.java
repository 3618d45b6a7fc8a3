import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Shapes")
final class Shapes implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "f0", modality = IMAGE, shape = "n 3 H w") Tensor f0,
            @MultiModalField(name = "f1", modality = IMAGE, shape = "") Tensor f1,
            @MultiModalField(name = "f2", modality = IMAGE, shape = "0") Tensor f2,
            @MultiModalField(name = "f3", modality = IMAGE, shape = "n,3") Tensor f3,
            @MultiModalField(name = "f4", modality = IMAGE, shape = "a\tb") Tensor f4,
            @MultiModalField(name = "f5", modality = IMAGE, shape = "99999999999999999999") Tensor f5,
            @MultiModalField(name = "f6", modality = IMAGE, shape = "n 3 h w") Tensor f6) {
        return List.of();
    }
}
