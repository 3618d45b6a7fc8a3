import io.multimodal4j.annotations.*;
import io.multimodal4j.model.*;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Incomplete")
final class Incomplete implements SupportsMultiModal {

    @PromptReplacement(modality = Modality.IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = Modality.IMAGE) Tensor pixels) {
        return List.of();
    }
}
