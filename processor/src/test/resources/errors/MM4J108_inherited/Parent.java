import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

/** The parent is registered, a child that is not annotated is not, and the others must repeat what they need. */
@RegisterProcessor("Parent")
class Parent implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }

    static class Silent extends Parent {}

    @RegisterProcessor("Child")
    static class Child extends Parent {}

    @RegisterProcessor("Half")
    static class Half extends Child {
        @Override
        List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
            return List.of();
        }
    }

    @RegisterProcessor("OtherHalf")
    @PromptReplacement(modality = IMAGE, target = "<image>", count = 2)
    static class OtherHalf extends Parent {}
}
