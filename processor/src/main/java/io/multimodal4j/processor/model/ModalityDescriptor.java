package io.multimodal4j.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One modality of a model.
 *
 * @param alternatives its encode methods, at least one
 * @param updates its prompt updates, at least one
 * @param sizeWithMostFeatures the method that says which size has the most features
 * @param maxTokensPerItem the method that says how many tokens an item has at most
 */
public record ModalityDescriptor(
        String name,
        OptionalInt limit,
        List<EncodeDescriptor> alternatives,
        List<UpdateDescriptor> updates,
        Optional<CallDescriptor> sizeWithMostFeatures,
        Optional<CallDescriptor> maxTokensPerItem) {

    public ModalityDescriptor {
        alternatives = List.copyOf(alternatives);
        updates = List.copyOf(updates);
    }

    /** Its fields, in the order of declaration, each once. */
    public List<FieldDescriptor> fields() {
        return alternatives.stream()
                .flatMap(encode -> encode.fields().stream())
                .distinct()
                .toList();
    }
}
