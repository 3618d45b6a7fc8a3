package com.acme;

import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.NoConfig;
import javax.annotation.processing.Generated;

/** Registration of {@link Eltern}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Eltern_Registration {

    private Eltern_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Eltern, NoConfig>builder("com.acme.Eltern", "Eltern")
                .config(config -> new NoConfig())
                .create((config, context) -> new Eltern())
                .info(new Eltern.Hand())
                .dummyInputs(new Eltern.Dummies())
                .imageProcessor(new Eltern.Bilder())
                .modality("image")
                .batched("pixels", "n 3")
                .encode((model, inputs) -> model.embed(inputs.tensor("pixels")))
                .replacement("<image>")
                .count((config, item) -> Eltern.imageTokens())
                .build();
    }
}
