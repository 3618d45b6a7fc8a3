package com.acme.zoo;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

/** A nested record, beside classes with the names of those that generated code uses. */
final class Zoo {

    private Zoo() {}

    @RegisterProcessor("ZooTensor")
    record FieldSpec(Config config) implements SupportsMultiModal {

        record Config(int size, Int inner, Create create) {}

        record Int(int x) {}

        record Create(int y) {}

        @PromptReplacement(modality = IMAGE, target = "<image>")
        static int count(Config config) {
            return config.size();
        }

        List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
            return List.of();
        }
    }

    /** It is on its way out, but may be used. */
    @Deprecated
    @RegisterProcessor("ZooOld")
    static final class Old implements SupportsMultiModal {

        @PromptReplacement(modality = IMAGE, target = "<image>")
        static int count() {
            return 1;
        }

        List<Tensor> embed(@MultiModalField(name = "pixels", modality = IMAGE, shape = "n 3") Tensor pixels) {
            return List.of();
        }
    }
}
