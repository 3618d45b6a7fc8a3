package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/**
 * The kernels of pre-processing on one kind of machine. All back ends give the same bytes. Tensors are borrowed for the call and may be views;
 * results are written into the target that the caller owns. Implementations are safe for use by any number of threads.
 *
 * <p>Wrong dtypes, ranks or sizes are an {@link IllegalArgumentException} that names the argument, what was found and what was expected, before
 * anything is written.
 */
public interface KernelBackend extends AutoCloseable {

    /**
     * The back end's name as users choose it.
     *
     * @return for example {@code "java"} or {@code "tvm-cpu"}
     */
    String name();

    /**
     * Resizes a picture exactly as Pillow does: two passes of 22-bit fixed-point weights, rounded to bytes in between.
     *
     * @param source uint8 {@code (height, width, channels)} of the plan's source size
     * @param plan the sizes, the window and the weights
     * @param target uint8 {@code (height, width, channels)} of the plan's window
     * @param scratch where memory for the intermediate picture is taken from, and returned to before the call ends
     */
    void resize(Tensor source, ResizePlan plan, Tensor target, TensorAllocator scratch);

    /**
     * Copies a window of a picture; what lies outside the picture becomes 0.
     *
     * @param source uint8 {@code (height, width, channels)}
     * @param top the window's first row in the source, may be negative
     * @param left the window's first column in the source, may be negative
     * @param target uint8 {@code (height, width, channels)}, the window
     */
    void crop(Tensor source, int top, int left, Tensor target);

    /**
     * Rescales, normalises and changes the layout from interleaved to planar.
     *
     * @param source uint8 {@code (height, width, channels)}
     * @param table what each byte becomes in each channel
     * @param target float32 {@code (channels, height, width)}
     */
    void normalize(Tensor source, NormalizeTable table, Tensor target);

    /** Returns what the back end holds; closing twice does nothing. */
    @Override
    void close();
}
