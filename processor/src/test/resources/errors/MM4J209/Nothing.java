import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;

@RegisterProcessor("Nothing")
final class Nothing implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Optional<Tensor> pixels,
            @MultiModalField(name = "image_sizes", modality = IMAGE, shape = "n 2") Optional<Tensor> sizes) {
        return List.of();
    }
}
