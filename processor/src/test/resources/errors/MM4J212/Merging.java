import static io.multimodal4j.annotations.Modality.*;

import io.multimodal4j.annotations.*;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.*;

@RegisterProcessor("Merging")
final class Merging implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3 h w", padded = true) List<Tensor> pixels,
            @MultiModalField(name = "grid", modality = IMAGE, shape = "n 3", dtype = DType.INT64, unitsPerRow = 4) Tensor grid,
            @MultiModalField(name = "rows", modality = IMAGE, layout = Layout.FLAT, shape = "r 3", sizes = "grid", unitsPerRow = 0) Tensor rows,
            @MultiModalField(name = "table", modality = IMAGE, layout = Layout.SHARED, shape = "3", padded = true) Tensor table,
            @MultiModalField(name = "tables", modality = IMAGE, layout = Layout.SHARED, shape = "3") List<Tensor> tables) {
        return List.of();
    }
}
