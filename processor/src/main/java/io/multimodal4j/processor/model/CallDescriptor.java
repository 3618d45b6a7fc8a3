package io.multimodal4j.processor.model;

import java.util.List;

/** A call of one of the model's static methods. */
public record CallDescriptor(String method, List<Argument> arguments) {

    public CallDescriptor {
        arguments = List.copyOf(arguments);
    }
}
