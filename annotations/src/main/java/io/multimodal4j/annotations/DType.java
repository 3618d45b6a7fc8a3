package io.multimodal4j.annotations;

import java.util.Locale;

/** The element types of tensors, named as in NumPy, PyTorch and DLPack. */
public enum DType {
    /** A byte that is 0 or 1: masks. */
    BOOL("BOOL", 1),
    /** Unsigned 8-bit integers: decoded pixels. */
    UINT8("U8", 1),
    /** Signed 32-bit integers. */
    INT32("I32", 4),
    /** Signed 64-bit integers: grids, sizes, counts. */
    INT64("I64", 8),
    /** IEEE 754 half precision. */
    FLOAT16("F16", 2),
    /** The upper half of a float32. */
    BFLOAT16("BF16", 2),
    /** IEEE 754 single precision. */
    FLOAT32("F32", 4),
    /** IEEE 754 double precision. */
    FLOAT64("F64", 8);

    private final String safetensorsName;
    private final int bytes;

    DType(String safetensorsName, int bytes) {
        this.safetensorsName = safetensorsName;
        this.bytes = bytes;
    }

    /**
     * The size of one element.
     *
     * @return bytes per element
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether this is a float of 16 bits.
     *
     * @return true for float16 and bfloat16
     */
    public boolean isHalfPrecision() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    /**
     * The name in NumPy, PyTorch and in our JSON output.
     *
     * @return for example {@code "float32"}
     */
    public String typeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The name in the safetensors format.
     *
     * @return for example {@code "F32"}
     */
    public String safetensorsName() {
        return safetensorsName;
    }
}
