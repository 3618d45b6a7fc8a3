import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("NotFlat")
final class NotFlat implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "grid", modality = IMAGE, layout = Layout.BATCHED, shape = "n 3", dtype = DType.INT64) Tensor grid,
            @MultiModalField(name = "pixels", modality = IMAGE, layout = Layout.BATCHED, shape = "n 3", dtype = DType.FLOAT32, sizes = "grid") Tensor pixels,
            @MultiModalField(name = "table", modality = IMAGE, layout = Layout.SHARED, shape = "n 3", dtype = DType.FLOAT32, sizes = "") Tensor table) {
        return List.of();
    }
}
