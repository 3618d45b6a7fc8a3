package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;

/** The element type of a kernel's argument. */
enum Element {
    UINT8(1, 8),
    UINT16(1, 16),
    UINT32(1, 32),
    INT32(0, 32),
    FLOAT16(2, 16),
    FLOAT32(2, 32),
    FLOAT64(2, 64);

    private final int bits;

    /** As DLPack lays it out, in the machine's byte order: the kind, the bits, and how many lanes. */
    private final int dlpack;

    Element(int code, int bits) {
        this.bits = bits;
        this.dlpack = 1 << 16 | bits << 8 | code;
    }

    int dlpack() {
        return dlpack;
    }

    int bytes() {
        return bits / 8;
    }

    /** What stands for a floating-point type where only its bits are moved. */
    static Element moved(DType dtype) {
        return dtype == DType.FLOAT32 ? FLOAT32 : UINT16;
    }
}
