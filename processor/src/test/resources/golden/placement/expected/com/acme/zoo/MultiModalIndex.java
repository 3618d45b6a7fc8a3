package com.acme.zoo;

import io.multimodal4j.annotations.GeneratedIndex;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import java.lang.String;
import java.util.List;
import javax.annotation.processing.Generated;

/** The models that were compiled together, by architecture; generated from their annotations. */
@Generated("io.multimodal4j.processor.RegistryProcessor")
@GeneratedIndex({
        "com.acme.zoo.Old",
        "com.acme.zoo.Zoo.FieldSpec",
        "com.acme.zoo.Zoo.Old"})
public final class MultiModalIndex implements ModelIndex {

    /** For {@link java.util.ServiceLoader}. */
    public MultiModalIndex() {}

    @Override
    public List<String> architectures() {
        return List.of(
                "OldInTheZoo",
                "ZooOld",
                "ZooTensor");
    }

    @Override
    public ModelRegistration<?> registration(String architecture) {
        return switch (architecture) {
            case "OldInTheZoo" -> Old_Registration.registration();
            case "ZooOld" -> Zoo_Old_Registration.registration();
            case "ZooTensor" -> Zoo_FieldSpec_Registration.registration();
            default -> throw new IllegalArgumentException("no model here serves the architecture " + architecture);
        };
    }
}
