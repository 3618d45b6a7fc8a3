import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.ProcessingInfo;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

final class Created {

    abstract static class Info implements ProcessingInfo<Object> {
        Info(int x) {}
    }

    private static final class Dummies {}

    final class Inner<T> {
        Inner() throws Exception {}
    }

    @RegisterProcessor(value = "Model", info = Info.class, dummyInputs = Dummies.class, processor = Inner.class)
    static final class Model implements SupportsMultiModal {

        @PromptReplacement(modality = IMAGE, target = "<image>")
        static int imageTokens() {
            return 1;
        }

        List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
            return List.of();
        }
    }
}
