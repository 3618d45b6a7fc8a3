package com.acme.zoo;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.model.ModelRegistration;
import javax.annotation.processing.Generated;

/** Registration of {@link Zoo.FieldSpec}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Zoo_FieldSpec_Registration {

    private Zoo_FieldSpec_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Zoo.FieldSpec, Zoo.FieldSpec.Config>builder("com.acme.zoo.Zoo$FieldSpec", "ZooTensor")
                .config(config -> new Zoo.FieldSpec.Config(
                        config.at("size").asInt(),
                        int2(config.at("inner")),
                        create(config.at("create"))))
                .create((config, context) -> new Zoo.FieldSpec(config))
                .modality("image")
                .batched("pixels", "n 3")
                .encode((model, inputs) -> model.embed(inputs.tensor("pixels")))
                .replacement("<image>")
                .count((config, item) -> Zoo.FieldSpec.count(config))
                .build();
    }

    private static Zoo.FieldSpec.Int int2(ConfigNode config) {
        return new Zoo.FieldSpec.Int(config.at("x").asInt());
    }

    private static Zoo.FieldSpec.Create create(ConfigNode config) {
        return new Zoo.FieldSpec.Create(config.at("y").asInt());
    }
}
