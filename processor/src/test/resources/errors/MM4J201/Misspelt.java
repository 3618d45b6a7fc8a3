import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Misspelt")
final class Misspelt implements SupportsMultiModal {

    @PromptReplacement(modality = "imgae", target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(
            @MultiModalField(name = "pixels", modality = "vidoe", shape = "n") Tensor pixels,
            @MultiModalField(name = "grid", modality = "smell", shape = "n") Tensor grid) {
        return List.of();
    }
}
