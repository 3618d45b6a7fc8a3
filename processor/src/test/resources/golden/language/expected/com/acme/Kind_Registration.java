package com.acme;

import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.NoConfig;
import javax.annotation.processing.Generated;

/** Registration of {@link Kind}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Kind_Registration {

    private Kind_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Kind, NoConfig>builder("com.acme.Kind", "Kind")
                .config(config -> new NoConfig())
                .create((config, context) -> new Kind())
                .modality("image")
                .batched("pixels", "n 3")
                .encode((model, inputs) -> model.embed(inputs.tensor("pixels")))
                .replacement("<image>")
                .count(2)
                .build();
    }
}
