package io.multimodal4j.template.value;

/** Something that can be called: a macro, a global function, a method of a value. */
public non-sealed interface FunctionValue extends Value {

    /** The name, for messages. */
    String name();

    /** Calls it. */
    Value call(Arguments arguments);

    @Override
    default String typeName() {
        return "function";
    }
}
