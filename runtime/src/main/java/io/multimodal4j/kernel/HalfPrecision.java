package io.multimodal4j.kernel;

/**
 * Conversions between float32 and the two 16-bit floating-point types, rounding to nearest, ties to even. A NaN stays a NaN of the same sign, a
 * quiet one, with the upper bits of its payload; what is too large becomes an infinity; subnormal numbers are kept.
 */
public final class HalfPrecision {

    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7c00;
    private static final int QUIET = 0x0200;
    private static final int BFLOAT16_QUIET = 0x0040;

    /** Bits of a float32's fraction that float16 has not. */
    private static final int DROPPED = 13;

    /** The difference of the exponents' biases, at the place of a float32's exponent. */
    private static final int REBIAS = (127 - 15) << 23;

    private static final int SMALLEST_NORMAL = 0x38800000;
    private static final int FIRST_TOO_LARGE = 0x47800000;
    private static final int FLOAT_INFINITY = 0x7f800000;

    /** 0.5 in float32: added to a number below 2^-14 it leaves the fraction of a subnormal float16 in the lowest bits. */
    private static final float SUBNORMAL_SHIFT = 0.5f;

    private HalfPrecision() {}

    /**
     * Rounds to bfloat16.
     *
     * @param value any number
     * @return its bits
     */
    public static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | BFLOAT16_QUIET);
        }
        int odd = (bits >>> 16) & 1;
        return (short) ((bits + 0x7fff + odd) >>> 16);
    }

    /**
     * Widens a bfloat16.
     *
     * @param bits its bits
     * @return the same number
     */
    public static float fromBfloat16(short bits) {
        return quiet(Float.intBitsToFloat(bits << 16));
    }

    /**
     * Rounds to IEEE half precision.
     *
     * @param value any number
     * @return its bits
     */
    public static short toFloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & SIGN;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > FLOAT_INFINITY) {
            return (short) (sign | INFINITY | QUIET | ((magnitude >>> DROPPED) & 0x3ff));
        }
        if (magnitude >= FIRST_TOO_LARGE) {
            return (short) (sign | INFINITY);
        }
        if (magnitude < SMALLEST_NORMAL) {
            float shifted = Float.intBitsToFloat(magnitude) + SUBNORMAL_SHIFT;
            return (short) (sign | (Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(SUBNORMAL_SHIFT)));
        }
        int odd = (magnitude >>> DROPPED) & 1;
        return (short) (sign | ((magnitude - REBIAS + 0xfff + odd) >>> DROPPED));
    }

    /**
     * Widens a number of half precision.
     *
     * @param bits its bits
     * @return the same number
     */
    public static float fromFloat16(short bits) {
        int sign = (bits & SIGN) << 16;
        int magnitude = bits & 0x7fff;
        if (magnitude >= INFINITY) {
            return quiet(Float.intBitsToFloat(sign | FLOAT_INFINITY | ((magnitude & 0x3ff) << DROPPED)));
        }
        if (magnitude < 0x400) {
            float subnormal = magnitude * 0x1p-24f;
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(subnormal));
        }
        return Float.intBitsToFloat(sign | ((magnitude << DROPPED) + REBIAS));
    }

    private static float quiet(float value) {
        return Float.isNaN(value) ? Float.intBitsToFloat(Float.floatToRawIntBits(value) | 0x00400000) : value;
    }
}
