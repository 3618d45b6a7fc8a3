package com.acme.zoo;

import io.multimodal4j.annotations.GeneratedIndex;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import java.lang.IllegalArgumentException;
import java.lang.Override;
import java.lang.String;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The models that were compiled together, by architecture; generated from their annotations.
 */
@Generated("io.multimodal4j.processor.RegistryProcessor")
@GeneratedIndex({
        "com.acme.zoo.Old",
        "com.acme.zoo.Zoo.FieldSpec",
        "com.acme.zoo.Zoo.Old"
})
public final class MultiModalIndex implements ModelIndex {
    /**
     * For {@link java.util.ServiceLoader}.
     */
    public MultiModalIndex() {
    }

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
            case "OldInTheZoo" -> new Old_Registration();
            case "ZooOld" -> new Zoo_Old_Registration();
            case "ZooTensor" -> new Zoo_FieldSpec_Registration();
            default -> throw new IllegalArgumentException("no model here serves the architecture " + architecture);
        };
    }
}
