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
     * Checks the arguments of {@link KernelBackend#crop(Tensor, int, int, int, Tensor)}.
     *
     * @param source the source picture
     * @param fill the byte outside
     * @param target the target picture
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void crop(Tensor source, int fill, Tensor target) {
        picture("source", source);
        picture("target", target);
        fill(fill);
        expect("target", target, DType.UINT8, target.dim(0), target.dim(1), source.dim(2));
    }

    /**
     * Checks the arguments of {@link KernelBackend#normalize(Tensor, NormalizeTable, Tensor)}.
     *
     * @param source the source picture
     * @param table the table
     * @param target the target tensor
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void normalize(Tensor source, NormalizeTable table, Tensor target) {
        picture("source", source);
        floats("target", target, 3);
        expect("source", source, DType.UINT8, source.dim(0), source.dim(1), table.channels());
        expect("target", target, target.dtype(), table.channels(), source.dim(0), source.dim(1));
    }

    /**
     * Checks the arguments of {@link KernelBackend#normalize(Tensor, int, int, int, NormalizeTable, Tensor)}.
     *
     * @param source the source picture
     * @param fill the byte outside
     * @param table the table
     * @param target the target tensor
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void normalize(Tensor source, int fill, NormalizeTable table, Tensor target) {
        picture("source", source);
        floats("target", target, 3);
        fill(fill);
        expect("source", source, DType.UINT8, source.dim(0), source.dim(1), table.channels());
        expect("target", target, target.dtype(), table.channels(), target.dim(1), target.dim(2));
    }

    /**
     * Checks the arguments of {@link KernelBackend#patchify}.
     *
     * @param frames the source frames
     * @param layout how they are cut
     * @param table the table
     * @param target the target rows
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void patchify(Tensor frames, PatchLayout layout, NormalizeTable table, Tensor target) {
        if (frames.dtype() != DType.UINT8 || frames.rank() != 4) {
            throw new IllegalArgumentException("frames must be uint8[frames, height, width, channels], got " + frames);
        }
        filled("frames", frames);
        floats("target", target, 2);
        if (frames.dim(3) != table.channels()) {
            throw new IllegalArgumentException(
                    "frames must have the table's " + table.channels() + " channels, got " + frames);
        }
        if (frames.dim(1) % layout.blockSize() != 0 || frames.dim(2) % layout.blockSize() != 0) {
            throw new IllegalArgumentException("the height and the width of frames must be multiples of "
                    + layout.blockSize() + ", got " + frames + "; resize them first");
        }
        long rows = layout.rows(frames.dim(0), frames.dim(1), frames.dim(2));
        expect("target", target, target.dtype(), rows, layout.columns(table.channels()));
    }

    /**
     * Checks the arguments of {@link KernelBackend#resizeFloat}.
     *
     * @param source the source planes
     * @param target the target planes
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void resizeFloat(Tensor source, Tensor target) {
        if (source.dtype() != DType.FLOAT32 || source.rank() != 3) {
            throw new IllegalArgumentException("source must be float32[channels, height, width], got " + source);
        }
        if (target.dtype() != DType.FLOAT32 || target.rank() != 3 || target.dim(0) != source.dim(0)) {
            throw new IllegalArgumentException(
                    "target must be float32[" + source.dim(0) + ", height, width], got " + target);
        }
        filled("source", source);
        filled("target", target);
    }

    /**
     * Checks the arguments of {@link KernelBackend#cast}.
     *
     * @param source what is converted
     * @param target where it goes
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void cast(Tensor source, Tensor target) {
        boolean narrows = source.dtype() == DType.FLOAT32 && isHalf(target.dtype());
        boolean widens = target.dtype() == DType.FLOAT32 && isHalf(source.dtype());
        if (!narrows && !widens) {
            throw new IllegalArgumentException(
                    "a cast is from float32 to bfloat16 or float16, or back; got " + source + " to " + target);
        }
        if (!sameShape(source, target)) {
            throw wrong("target", target, target.dtype(), source.shape());
        }
    }

    private static boolean sameShape(Tensor a, Tensor b) {
        boolean same = a.rank() == b.rank();
        for (int axis = 0; same && axis < a.rank(); axis++) {
            same = a.dim(axis) == b.dim(axis);
        }
        return same;
    }

    /**
     * Checks the arguments of {@link KernelBackend#mergeEmbeddings}, but for the number of marked rows: that is {@link #marked}'s.
     *
     * @param inputsEmbeds the prompt's embeddings
     * @param isMultimodal the mask
     * @param embeddings the item's embeddings
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void mergeEmbeddings(Tensor inputsEmbeds, Tensor isMultimodal, Tensor embeddings) {
        floats("inputsEmbeds", inputsEmbeds, 2);
        if ((isMultimodal.dtype() != DType.BOOL && isMultimodal.dtype() != DType.UINT8)
                || isMultimodal.rank() != 1
                || isMultimodal.dim(0) != inputsEmbeds.dim(0)) {
            throw new IllegalArgumentException(
                    "isMultimodal must be bool[" + inputsEmbeds.dim(0) + "] or uint8, got " + isMultimodal);
        }
        long rows = embeddings.rank() == 0 ? 0 : embeddings.dim(0);
        expect("embeddings", embeddings, inputsEmbeds.dtype(), rows, inputsEmbeds.dim(1));
    }

    /**
     * Checks that there is an embedding for each marked row.
     *
     * @param marked how many rows the mask marks
     * @param isMultimodal the mask
     * @param embeddings the item's embeddings
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static void marked(long marked, Tensor isMultimodal, Tensor embeddings) {
        if (marked != embeddings.dim(0)) {
            throw new IllegalArgumentException("isMultimodal marks " + marked + " of " + isMultimodal.dim(0)
                    + " rows, and there are " + embeddings.dim(0) + " embeddings: " + embeddings);
        }
    }

    /**
     * Checks the arguments of {@link KernelBackend#logMel}.
     *
     * @param samples the signal
     * @param plan the plan
     * @param target the spectrogram
     * @throws IllegalArgumentException if they do not fit together
     */
    public static void logMel(Tensor samples, LogMelPlan plan, Tensor target) {
        if (samples.dtype() != DType.FLOAT32 || samples.rank() != 1) {
            throw new IllegalArgumentException("samples must be float32[samples], got " + samples);
        }
        if (target.dtype() != DType.FLOAT32
                || target.rank() != 2
                || target.dim(0) != plan.mels()
                || target.dim(1) < plan.leastFrames()
                || target.dim(1) > Integer.MAX_VALUE / plan.hopLength() - plan.fftSize()) {
            throw new IllegalArgumentException("target must be float32[" + plan.mels() + ", at least "
                    + plan.leastFrames() + " frames], got " + target);
        }
    }

    private static void fill(int fill) {
        if (fill < 0 || fill > 255) {
            throw new IllegalArgumentException("fill must be a byte from 0 to 255, got " + fill);
        }
    }

    private static boolean isHalf(DType dtype) {
        return dtype == DType.BFLOAT16 || dtype == DType.FLOAT16;
    }

    private static void floats(String name, Tensor tensor, int rank) {
        if ((tensor.dtype() != DType.FLOAT32 && !isHalf(tensor.dtype())) || tensor.rank() != rank) {
            throw new IllegalArgumentException(
                    name + " must be float32, bfloat16 or float16 of " + rank + " dimensions, got " + tensor);
        }
        filled(name, tensor);
    }

    private static void picture(String name, Tensor tensor) {
        if (tensor.dtype() != DType.UINT8 || tensor.rank() != 3) {
            throw new IllegalArgumentException(name + " must be uint8[height, width, channels], got " + tensor);
        }
        filled(name, tensor);
    }

    private static void filled(String name, Tensor tensor) {
        for (int axis = 0; axis < tensor.rank(); axis++) {
            if (tensor.dim(axis) < 1 || tensor.dim(axis) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(name + " must not be empty, got " + tensor);
            }
        }
    }

    private static void expect(String name, Tensor tensor, DType dtype, long dim0, long dim1) {
        if (tensor.dtype() != dtype || tensor.rank() != 2 || tensor.dim(0) != dim0 || tensor.dim(1) != dim1) {
            throw wrong(name, tensor, dtype, dim0, dim1);
        }
    }

    private static void expect(String name, Tensor tensor, DType dtype, long dim0, long dim1, long dim2) {
        if (tensor.dtype() != dtype
                || tensor.rank() != 3
                || tensor.dim(0) != dim0
                || tensor.dim(1) != dim1
                || tensor.dim(2) != dim2) {
            throw wrong(name, tensor, dtype, dim0, dim1, dim2);
        }
    }

    private static IllegalArgumentException wrong(String name, Tensor tensor, DType dtype, long... shape) {
        return new IllegalArgumentException(
                name + " must be " + dtype.typeName() + Arrays.toString(shape) + ", got " + tensor);
    }
}
