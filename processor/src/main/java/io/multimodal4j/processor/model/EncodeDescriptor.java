package io.multimodal4j.processor.model;

import java.util.List;

/** An encode method with its fields in the order of the parameters. */
public record EncodeDescriptor(String method, List<FieldDescriptor> fields) {

    public EncodeDescriptor {
        fields = List.copyOf(fields);
    }

    public List<FieldDescriptor> requiredFields() {
        return fields.stream().filter(field -> !field.optional()).toList();
    }
}
