import io.multimodal4j.annotations.Modality;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor("Plain")
class Plain implements SupportsMultiModal {

    @PromptReplacement(modality = Modality.IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = Modality.IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }
}
