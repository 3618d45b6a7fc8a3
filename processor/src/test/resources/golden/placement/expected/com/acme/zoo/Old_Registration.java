package com.acme.zoo;

import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.NoConfig;
import javax.annotation.processing.Generated;

/** Registration of {@link Old}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Old_Registration {

    private Old_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Old, NoConfig>builder("com.acme.zoo.Old", "OldInTheZoo")
                .config(config -> new NoConfig())
                .create((config, context) -> new Old())
                .modality("image")
                .batched("pixels", "n 3")
                .encode((model, inputs) -> model.embed(inputs.tensor("pixels")))
                .replacement("<image>")
                .count((config, item) -> Old.count())
                .build();
    }
}
