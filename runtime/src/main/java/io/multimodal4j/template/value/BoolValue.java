package io.multimodal4j.template.value;

/** A truth value, which in Python is also the number 0 or 1. */
public enum BoolValue implements Value {
    /** False. */
    FALSE,
    /** True. */
    TRUE;

    /** The value of a boolean. */
    public static BoolValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public String typeName() {
        return "bool";
    }

    @Override
    public boolean truth() {
        return this == TRUE;
    }
}
