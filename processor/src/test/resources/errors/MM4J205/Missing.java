import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;

@RegisterProcessor("Missing")
final class Missing implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(
            @MultiModalField(name = "patches", modality = IMAGE, layout = Layout.FLAT, shape = "p 4", sizes = "num_patches") Tensor patches,
            @MultiModalField(name = "num_patches", modality = IMAGE, shape = "n", dtype = DType.INT64) Optional<Tensor> numPatches) {
        return List.of();
    }
}
