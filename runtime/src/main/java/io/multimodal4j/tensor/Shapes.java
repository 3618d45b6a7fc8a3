package io.multimodal4j.tensor;

import io.multimodal4j.annotations.DType;
import java.util.Arrays;
import java.util.Objects;

/** Arithmetic on shapes. */
final class Shapes {

    private Shapes() {}

    static void requireValid(DType dtype, long[] shape) {
        Objects.requireNonNull(dtype, "dtype");
        for (long dim : shape) {
            if (dim < 0) {
                throw new IllegalArgumentException("a dimension is negative: " + describe(dtype, shape));
            }
        }
        try {
            byteSize(dtype, shape);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the size in bytes does not fit a long: " + describe(dtype, shape), e);
        }
    }

    static long elementCount(long[] shape) {
        for (long dim : shape) {
            if (dim == 0) {
                return 0;
            }
        }
        long count = 1;
        for (long dim : shape) {
            count = Math.multiplyExact(count, dim);
        }
        return count;
    }

    static long byteSize(DType dtype, long[] shape) {
        return Math.multiplyExact(elementCount(shape), dtype.bytes());
    }

    static String describe(DType dtype, long[] shape) {
        return dtype.typeName() + Arrays.toString(shape);
    }
}
