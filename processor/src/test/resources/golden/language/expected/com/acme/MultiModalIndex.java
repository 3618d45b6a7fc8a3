package com.acme;

import io.multimodal4j.annotations.GeneratedIndex;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import java.util.List;
import javax.annotation.processing.Generated;

/** The models that were compiled together, by architecture; generated from their annotations. */
@Generated("io.multimodal4j.processor.RegistryProcessor")
@GeneratedIndex({
        "com.acme.Eltern",
        "com.acme.Kind",
        "com.acme.Vielsprachig"})
public final class MultiModalIndex implements ModelIndex {

    /** For {@link java.util.ServiceLoader}. */
    public MultiModalIndex() {}

    @Override
    public List<String> architectures() {
        return List.of(
                "Eltern",
                "Kind",
                "VielsprachigForConditionalGeneration");
    }

    @Override
    public ModelRegistration<?> registration(String architecture) {
        return switch (architecture) {
            case "Eltern" -> Eltern_Registration.registration();
            case "Kind" -> Kind_Registration.registration();
            case "VielsprachigForConditionalGeneration" -> Vielsprachig_Registration.registration();
            default -> throw new IllegalArgumentException("no model here serves the architecture " + architecture);
        };
    }
}
