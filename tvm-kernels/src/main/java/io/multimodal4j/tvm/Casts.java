package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;

/** Casts between float32 and the 16-bit types, as many elements per call as the kernel can index. */
final class Casts {

    private static final long MOST_ELEMENTS = 1L << 28;

    private Casts() {}

    static void run(KernelLibrary library, CallFrame frame, Tensor source, Tensor target) {
        DType half = source.dtype() == DType.FLOAT32 ? target.dtype() : source.dtype();
        boolean narrows = source.dtype() == DType.FLOAT32;
        Element wide = half == DType.BFLOAT16 ? Element.UINT32 : Element.FLOAT32;
        Element narrow = half == DType.BFLOAT16 ? Element.UINT16 : Element.FLOAT16;
        Element from = narrows ? wide : narrow;
        Element to = narrows ? narrow : wide;
        Kernel kernel = kernel(half, narrows);
        long elements = source.elementCount();
        for (long first = 0; first < elements; first += MOST_ELEMENTS) {
            long count = Math.min(MOST_ELEMENTS, elements - first);
            frame.begin()
                    .tensor(from, source.address() + first * from.bytes(), count)
                    .tensor(to, target.address() + first * to.bytes(), count)
                    .call(library, kernel);
        }
    }

    private static Kernel kernel(DType half, boolean narrows) {
        if (half == DType.BFLOAT16) {
            return narrows ? Kernel.CAST_TO_BFLOAT16 : Kernel.CAST_FROM_BFLOAT16;
        }
        return narrows ? Kernel.CAST_TO_FLOAT16 : Kernel.CAST_FROM_FLOAT16;
    }
}
