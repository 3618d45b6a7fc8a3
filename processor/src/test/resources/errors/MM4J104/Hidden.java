import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Hidden")
final class Hidden implements SupportsMultiModal {

    private record Config(int x) {}

    Hidden(Config config) {}

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(@MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixels) {
        return List.of();
    }
}
