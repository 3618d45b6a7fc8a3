package io.multimodal4j.processor.model;

import java.util.List;
import java.util.OptionalInt;

/** One modality of a model: its encode method with the fields in the order of the parameters, and its replacement. */
public record ModalityDescriptor(
        String name,
        OptionalInt limit,
        String encodeMethod,
        List<FieldDescriptor> fields,
        ReplacementDescriptor replacement) {

    public ModalityDescriptor {
        fields = List.copyOf(fields);
    }
}
