package io.multimodal4j.template.value;

/**
 * A floating-point number.
 *
 * @param value the number
 */
public record FloatValue(double value) implements Value {

    @Override
    public String typeName() {
        return "float";
    }

    @Override
    public boolean truth() {
        return value != 0;
    }
}
