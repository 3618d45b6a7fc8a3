package io.multimodal4j.kernel;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Casts between float32 and the 16-bit types. */
final class JavaCasts {

    private JavaCasts() {}

    static void run(Tensor source, Tensor target) {
        if (source.dtype() == DType.FLOAT32) {
            narrow(source, target);
        } else {
            widen(source, target);
        }
    }

    private static void narrow(Tensor source, Tensor target) {
        boolean bfloat16 = target.dtype() == DType.BFLOAT16;
        FloatBuffer in = source.asByteBuffer().asFloatBuffer();
        ShortBuffer out = target.asByteBuffer().asShortBuffer();
        for (int i = 0; i < in.capacity(); i++) {
            float value = in.get(i);
            out.put(i, bfloat16 ? HalfPrecision.toBfloat16(value) : HalfPrecision.toFloat16(value));
        }
    }

    private static void widen(Tensor source, Tensor target) {
        boolean bfloat16 = source.dtype() == DType.BFLOAT16;
        ShortBuffer in = source.asByteBuffer().asShortBuffer();
        FloatBuffer out = target.asByteBuffer().asFloatBuffer();
        for (int i = 0; i < in.capacity(); i++) {
            short bits = in.get(i);
            out.put(i, bfloat16 ? HalfPrecision.fromBfloat16(bits) : HalfPrecision.fromFloat16(bits));
        }
    }
}
