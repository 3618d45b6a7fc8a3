import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("NoCandidate")
final class NoCandidate implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixels", modality = IMAGE, layout = Layout.FLAT, shape = "p 4") Tensor pixels) {
        return List.of();
    }
}
