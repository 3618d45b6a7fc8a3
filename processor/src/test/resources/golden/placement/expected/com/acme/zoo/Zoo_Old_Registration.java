package com.acme.zoo;

import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.NoConfig;
import javax.annotation.processing.Generated;

/** Registration of {@link Zoo.Old}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
@SuppressWarnings("deprecation")
public final class Zoo_Old_Registration {

    private Zoo_Old_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Zoo.Old, NoConfig>builder("com.acme.zoo.Zoo$Old", "ZooOld")
                .config(config -> new NoConfig())
                .create((config, context) -> new Zoo.Old())
                .modality("image")
                .batched("pixels", "n 3")
                .encode((model, inputs) -> model.embed(inputs.tensor("pixels")))
                .replacement("<image>")
                .count((config, item) -> Zoo.Old.count())
                .build();
    }
}
