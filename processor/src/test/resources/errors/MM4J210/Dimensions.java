import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Dimensions")
final class Dimensions implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixels,
            @MultiModalField(name = "num_patches", modality = IMAGE, shape = "m", dtype = DType.INT64) Tensor numPatches,
            @MultiModalField(name = "image_sizes", modality = IMAGE, shape = "1 2") Tensor sizes,
            @MultiModalField(name = "flat", modality = IMAGE, layout = Layout.FLAT, shape = "n 4", sizes = "num_patches") Tensor flat,
            @MultiModalField(name = "fixed", modality = IMAGE, layout = Layout.FLAT, shape = "16 4", sizes = "num_patches") Tensor fixed,
            @MultiModalField(name = "token", modality = IMAGE, layout = Layout.SHARED, shape = "1", dtype = DType.INT64) Tensor token) {
        return List.of();
    }
}
