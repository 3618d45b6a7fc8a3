import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.DummyInputs;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

@RegisterProcessor(value = "Parts", info = String.class, dummyInputs = Parts.ForOther.class, processor = int.class)
final class Parts implements SupportsMultiModal {

    record Config(int x) {}

    Parts(Config config) {}

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 1;
    }

    List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
        return List.of();
    }

    record Other(int x) {}

    static final class ForOther implements DummyInputs<Other> {
        @Override
        public Prompt build(Other config, DummyInputsBuilder dummies) {
            return dummies.build();
        }
    }
}
