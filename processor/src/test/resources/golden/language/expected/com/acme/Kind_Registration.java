package com.acme;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.NoConfig;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;
import javax.annotation.processing.Generated;

/**
 * Registration of {@link Kind}, generated from its annotations.
 */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Kind_Registration implements ModelRegistration<NoConfig> {
    private static final FieldSpec PIXELS = FieldSpec.batched(
            "pixels", "image", DType.FLOAT32, "n 3");

    private static final ModelSchema SCHEMA = new ModelSchema(
            "com.acme.Kind",
            List.of("Kind"),
            "",
            List.of(new ModelSchema.ModalitySchema(
                    "image",
                    OptionalInt.empty(),
                    List.of(PIXELS),
                    List.of(List.of("pixels")),
                    List.of(ModelSchema.PromptUpdateSpec.replacement("<image>")))));

    /**
     * For the index of models.
     */
    public Kind_Registration() {
    }

    @Override
    public ModelSchema schema() {
        return SCHEMA;
    }

    @Override
    public NoConfig readConfig(ConfigNode config) {
        return new NoConfig();
    }

    @Override
    public List<PromptUpdate> promptUpdates(NoConfig config) {
        return List.of(
                PromptUpdate.replacement("image", "<image>").count(2));
    }

    @Override
    public Prompt dummyInputs(NoConfig config, DummyInputsBuilder dummies) {
        return dummies.add("image", "<image>").build();
    }

    @Override
    public SupportsMultiModal create(NoConfig config, ModelContext context) {
        return new Kind();
    }

    @Override
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        return switch (modality) {
            case "image" -> ((Kind) model).embed(inputs.tensor(PIXELS));
            default -> throw new IllegalArgumentException("Kind takes no " + modality + ", only image");
        };
    }
}
