package io.multimodal4j.processor.model;

import java.util.List;

/** A token-count method and the placeholder that it is for. */
public record ReplacementDescriptor(String target, String method, List<Argument> arguments) {

    public ReplacementDescriptor {
        arguments = List.copyOf(arguments);
    }
}
