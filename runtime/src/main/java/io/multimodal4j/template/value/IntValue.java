package io.multimodal4j.template.value;

import java.math.BigInteger;

/**
 * A whole number of any size.
 *
 * @param value the number
 */
public record IntValue(BigInteger value) implements Value {

    private static final BigInteger MIN_INT = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);

    /** The value of a number. */
    public static IntValue of(long value) {
        return new IntValue(BigInteger.valueOf(value));
    }

    /** The number, or the nearest that an int can have: for indexes and counts, where it makes no difference. */
    public int clamped() {
        return value.max(MIN_INT).min(MAX_INT).intValue();
    }

    @Override
    public String typeName() {
        return "int";
    }

    @Override
    public boolean truth() {
        return value.signum() != 0;
    }
}
