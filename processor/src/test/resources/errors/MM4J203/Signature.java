import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Signature")
final class Signature implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    private static <T> int embedImages(
            @MultiModalField(name = "pixels", modality = IMAGE, shape = "n") Tensor pixels) throws Exception {
        return 0;
    }
}
