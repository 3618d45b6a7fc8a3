import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;

@RegisterProcessor("Optionals")
final class Optionals implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixels,
            @MultiModalField(name = "sizes", modality = IMAGE, shape = "n 2") Optional<ImageSize> sizes) {
        return List.of();
    }
}
