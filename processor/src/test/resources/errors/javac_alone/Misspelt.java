import io.multimodal4j.annotations.*;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Misspelt")
final class Misspelt implements SupportsMultiModal {

    @PromptReplacement(modality = Modality.IMGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(
            @MultiModalField(name = "pixels", modality = Modality.IMAGE, shape = "n") Tensor pixels) {
        return List.of();
    }
}
