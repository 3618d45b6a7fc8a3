package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/**
 * The kernels of pre-processing on one kind of machine. All back ends give the same bytes, but for {@link #logMel}, where the bound is stated.
 * Tensors are borrowed for the call and may be views; results are written into the target that the caller owns and that overlaps no other
 * argument. Implementations are safe for use by any number of threads.
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
     * Resizes a picture exactly as the library of the plan's {@link Parity} does: two passes of fixed-point weights, rounded to bytes in between.
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
    default void crop(Tensor source, int top, int left, Tensor target) {
        crop(source, top, left, 0, target);
    }

    /**
     * Copies a window of a picture.
     *
     * @param source uint8 {@code (height, width, channels)}
     * @param top the window's first row in the source, may be negative
     * @param left the window's first column in the source, may be negative
     * @param fill the byte, 0 to 255, that stands in each channel for what lies outside the picture
     * @param target uint8 {@code (height, width, channels)}, the window
     */
    void crop(Tensor source, int top, int left, int fill, Tensor target);

    /**
     * Rescales, normalises and changes the layout of a whole picture from interleaved to planar.
     *
     * @param source uint8 {@code (height, width, channels)}
     * @param table what each byte becomes in each channel
     * @param target float32, bfloat16 or float16 {@code (channels, height, width)}
     */
    default void normalize(Tensor source, NormalizeTable table, Tensor target) {
        KernelChecks.normalize(source, table, target);
        normalize(source, 0, 0, 0, table, target);
    }

    /**
     * Rescales, normalises and changes the layout of a window of a picture from interleaved to planar: crop or pad, rescale, normalise and cast in
     * one pass. A tile of a picture is such a window.
     *
     * @param source uint8 {@code (height, width, channels)}
     * @param top the window's first row in the source, may be negative
     * @param left the window's first column in the source, may be negative
     * @param fill the byte, 0 to 255, that stands in each channel for what lies outside the picture; it is looked up like any other
     * @param table what each byte becomes in each channel
     * @param target float32, bfloat16 or float16 {@code (channels, window height, window width)}
     */
    void normalize(Tensor source, int top, int left, int fill, NormalizeTable table, Tensor target);

    /**
     * Rescales and normalises frames and cuts them into rows of patches, in Qwen2-VL's order. Where frames are missing for the last patches along
     * time, the last frame stands in for them; so a picture is one frame.
     *
     * @param frames uint8 {@code (frames, height, width, channels)}, height and width multiples of {@link PatchLayout#blockSize()}
     * @param layout how the frames are cut
     * @param table what each byte becomes in each channel
     * @param target float32, bfloat16 or float16 {@code (rows, columns)}, as {@link PatchLayout#rows} and {@link PatchLayout#columns} say
     */
    void patchify(Tensor frames, PatchLayout layout, NormalizeTable table, Tensor target);

    /**
     * Resizes planes of floats as {@code torch.nn.functional.interpolate} does with {@code mode="bicubic"}, without antialiasing and without aligned
     * corners: Keys' cubic with a = -0.75, samples beyond the edge repeat the edge, all in float32, first along x and then along y.
     *
     * @param source float32 {@code (channels, height, width)}
     * @param target float32 {@code (channels, new height, new width)}
     */
    void resizeFloat(Tensor source, Tensor target);

    /**
     * Converts float32 to bfloat16 or float16, rounding to nearest even, or one of these back to float32; see {@link HalfPrecision}.
     *
     * @param source float32, or bfloat16 or float16 if the target is float32
     * @param target of the same shape
     */
    void cast(Tensor source, Tensor target);

    /**
     * Writes the embeddings of an item into the rows of the prompt's embeddings that the mask marks, in order.
     *
     * @param inputsEmbeds float32, bfloat16 or float16 {@code (tokens, hidden)}; the rows that are not marked stay as they are
     * @param isMultimodal bool or uint8 {@code (tokens)}; a row is marked by anything but 0
     * @param embeddings of the same dtype {@code (marked rows, hidden)}
     */
    void mergeEmbeddings(Tensor inputsEmbeds, Tensor isMultimodal, Tensor embeddings);

    /**
     * Computes Whisper's log-mel spectrogram, as {@code WhisperFeatureExtractor} does with NumPy. Back ends agree within 1e-5.
     *
     * <p>The samples are cut or continued with zeros to as many as the target's frames stand for.
     *
     * @param samples float32 {@code (samples)}, at the plan's sampling rate
     * @param plan the window, the hop and the filters
     * @param target float32 {@code (mels, frames)}, with enough frames for {@link LogMelPlan#leastFrames()}
     */
    void logMel(Tensor samples, LogMelPlan plan, Tensor target);

    /** Returns what the back end holds; closing twice does nothing. */
    @Override
    void close();
}
