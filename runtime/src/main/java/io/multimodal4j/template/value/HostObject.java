package io.multimodal4j.template.value;

import java.util.Optional;

/** An object of the template engine: a loop, a namespace. */
public non-sealed interface HostObject extends Value {

    /**
     * An attribute.
     *
     * @param name its name
     * @return its value, or empty if there is none
     */
    Optional<Value> attribute(String name);

    /** How it prints. */
    Text display(Budget budget);
}
