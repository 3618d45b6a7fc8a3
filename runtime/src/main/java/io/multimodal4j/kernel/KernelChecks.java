package io.multimodal4j.kernel;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import java.util.Arrays;

/** The argument checks that every {@link KernelBackend} makes before it touches memory. */
public final class KernelChecks {

    private KernelChecks() {}

    /**
     * Checks the arguments of {@link KernelBackend#resize}.
     *
     * @param source the source picture
     * @param plan the plan
     * @param target the target picture
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void resize(Tensor source, ResizePlan plan, Tensor target) {
        picture("source", source);
        picture("target", target);
        expect("source", source, DType.UINT8, plan.sourceHeight(), plan.sourceWidth(), source.dim(2));
        expect("target", target, DType.UINT8, plan.height(), plan.width(), source.dim(2));
    }

    /**
     * Checks the arguments of {@link KernelBackend#crop}.
     *
     * @param source the source picture
     * @param target the target picture
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void crop(Tensor source, Tensor target) {
        picture("source", source);
        picture("target", target);
        expect("target", target, DType.UINT8, target.dim(0), target.dim(1), source.dim(2));
    }

    /**
     * Checks the arguments of {@link KernelBackend#normalize}.
     *
     * @param source the source picture
     * @param table the table
     * @param target the target tensor
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void normalize(Tensor source, NormalizeTable table, Tensor target) {
        picture("source", source);
        expect("source", source, DType.UINT8, source.dim(0), source.dim(1), table.channels());
        expect("target", target, DType.FLOAT32, table.channels(), source.dim(0), source.dim(1));
    }

    private static void picture(String name, Tensor tensor) {
        if (tensor.dtype() != DType.UINT8 || tensor.rank() != 3) {
            throw new IllegalArgumentException(name + " must be uint8[height, width, channels], got " + tensor);
        }
        for (int axis = 0; axis < 3; axis++) {
            if (tensor.dim(axis) < 1 || tensor.dim(axis) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(name + " must not be empty, got " + tensor);
            }
        }
    }

    private static void expect(String name, Tensor tensor, DType dtype, long... shape) {
        if (tensor.dtype() != dtype || !Arrays.equals(tensor.shape(), shape)) {
            throw new IllegalArgumentException(
                    name + " must be " + dtype.typeName() + Arrays.toString(shape) + ", got " + tensor);
        }
    }
}
