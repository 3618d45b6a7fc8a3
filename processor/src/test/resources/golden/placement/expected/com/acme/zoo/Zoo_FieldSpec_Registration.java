package com.acme.zoo;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import java.lang.IllegalArgumentException;
import java.lang.Override;
import java.lang.String;
import java.util.List;
import java.util.OptionalInt;
import javax.annotation.processing.Generated;

/**
 * Registration of {@link Zoo.FieldSpec}, generated from its annotations.
 */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Zoo_FieldSpec_Registration implements ModelRegistration<Zoo.FieldSpec.Config> {
    private static final FieldSpec PIXELS = FieldSpec.batched(
            "pixels", "image", DType.FLOAT32, "n 3");

    private static final ModelSchema SCHEMA = new ModelSchema(
            "com.acme.zoo.Zoo$FieldSpec",
            List.of("ZooTensor"),
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
    public Zoo_FieldSpec_Registration() {
    }

    @Override
    public ModelSchema schema() {
        return SCHEMA;
    }

    @Override
    public Zoo.FieldSpec.Config readConfig(ConfigNode config) {
        return new Zoo.FieldSpec.Config(
                config.at("size").asInt(),
                int2(config.at("inner")),
                create2(config.at("create")));
    }

    private static Zoo.FieldSpec.Int int2(ConfigNode config) {
        return new Zoo.FieldSpec.Int(config.at("x").asInt());
    }

    private static Zoo.FieldSpec.Create create2(ConfigNode config) {
        return new Zoo.FieldSpec.Create(config.at("y").asInt());
    }

    @Override
    public List<PromptUpdate> promptUpdates(Zoo.FieldSpec.Config config) {
        return List.of(
                PromptUpdate.replacement("image", "<image>").count(item -> Zoo.FieldSpec.count(config)));
    }

    @Override
    public Prompt dummyInputs(Zoo.FieldSpec.Config config, DummyInputsBuilder dummies) {
        return dummies.add("image", "<image>").build();
    }

    @Override
    public SupportsMultiModal create(Zoo.FieldSpec.Config config, ModelContext context) {
        return new Zoo.FieldSpec(config);
    }

    @Override
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        return switch (modality) {
            case "image" -> ((Zoo.FieldSpec) model).embed(inputs.tensor(PIXELS));
            default -> throw new IllegalArgumentException("Zoo.FieldSpec takes no " + modality + ", only image");
        };
    }
}
