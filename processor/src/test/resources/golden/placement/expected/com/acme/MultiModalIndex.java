package com.acme;

import com.acme.zoo.Old_Registration;
import com.acme.zoo.Zoo_FieldSpec_Registration;
import com.acme.zoo.Zoo_Old_Registration;
import io.multimodal4j.annotations.GeneratedIndex;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The models that were compiled together, by architecture; generated from their annotations.
 */
@Generated("io.multimodal4j.processor.RegistryProcessor")
@GeneratedIndex({
        "com.acme.zoo.Old",
        "com.acme.zoo.Zoo.FieldSpec",
        "com.acme.zoo.Zoo.Old",
        "com.acme.ähnlich.Old"
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
                "ZooTensor",
                "Ähnlich");
    }

    @Override
    public ModelRegistration<?> registration(String architecture) {
        return switch (architecture) {
            case "OldInTheZoo" -> new Old_Registration();
            case "ZooOld" -> new Zoo_Old_Registration();
            case "ZooTensor" -> new Zoo_FieldSpec_Registration();
            case "Ähnlich" -> new com.acme.ähnlich.Old_Registration();
            default -> throw new IllegalArgumentException("no model here serves the architecture " + architecture);
        };
    }
}
