package io.multimodal4j.image;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Set;

/**
 * What Qwen2-VL's processors of pictures and of videos have in common: frames in a size of whole blocks, cut into rows of patches. Immutable, safe for any number of
 * threads.
 *
 * <p>The limits of a frame's size are {@code min_pixels} and {@code max_pixels}, or else {@code size.shortest_edge} and {@code size.longest_edge}, which are numbers
 * of pixels too. (The constructor of the image processor of transformers 4.57 ignores {@code size} in a file; its torchvision twin, the video processor and later
 * versions do not.)
 */
public final class QwenVlPatches {

    private final Set<String> optionNames;
    private final QwenVlGeometry geometry;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    private QwenVlPatches(OptionReader options, int minPixels, int maxPixels, Parity parity) {
        options.requireTrue("do_resize", "a frame must have whole patches");
        this.geometry = geometry(options, minPixels, maxPixels);
        this.resampling = options.resampling(ResampleFilter.BICUBIC, parity);
        this.normalization = Normalization.read(options, Normalization.CLIP_MEAN, Normalization.CLIP_STD, parity);
        this.table = normalization.table();
        this.optionNames = options.names();
    }

    /**
     * For pictures.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @return the patches
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public static QwenVlPatches images(ConfigNode config) {
        return new QwenVlPatches(
                new OptionReader(config), QwenVlGeometry.IMAGE_MIN_PIXELS, QwenVlGeometry.IMAGE_MAX_PIXELS, Parity.PIL);
    }

    /**
     * For the frames of videos: other limits where the model directory says nothing, and torchvision's bytes unless it says otherwise, because Hugging Face has no
     * other processor of videos.
     *
     * @param config the top level of {@code video_preprocessor_config.json}, or of {@code preprocessor_config.json}
     * @return the patches
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public static QwenVlPatches frames(ConfigNode config) {
        return new QwenVlPatches(
                new OptionReader(config),
                QwenVlGeometry.VIDEO_MIN_PIXELS,
                QwenVlGeometry.VIDEO_MAX_PIXELS,
                Parity.TORCHVISION);
    }

    private static QwenVlGeometry geometry(OptionReader options, int defaultMinPixels, int defaultMaxPixels) {
        int shortest = options.edge("size", "shortest_edge", defaultMinPixels);
        int longest = options.edge("size", "longest_edge", defaultMaxPixels);
        int minPixels = options.positive("min_pixels", shortest);
        int maxPixels = options.positive("max_pixels", longest);
        int patchSize = options.positive("patch_size", 14);
        int temporalPatchSize = options.positive("temporal_patch_size", 2);
        int mergeSize = options.positive("merge_size", 2);
        return options.checked(() ->
                new QwenVlGeometry(new PatchLayout(patchSize, temporalPatchSize, mergeSize), minPixels, maxPixels));
    }

    /**
     * Sizes and counts.
     *
     * @return a pure function of sizes
     */
    public QwenVlGeometry geometry() {
        return geometry;
    }

    /**
     * The elements of a row of patches.
     *
     * @return three channels times the pixels of a patch in all its frames
     */
    public long columns() {
        return geometry.patches().columns(Resampling.CHANNELS);
    }

    /**
     * Whose bytes.
     *
     * @return the option {@code parity}
     */
    public Parity parity() {
        return resampling.parity();
    }

    /**
     * The options that are read.
     *
     * @return their names
     */
    public Set<String> optionNames() {
        return optionNames;
    }

    /**
     * Every option that has an influence on the patches.
     *
     * @return one line that is equal for equal options
     */
    public String optionsKey() {
        return geometry.toString() + resampling + normalization;
    }

    /**
     * Resizes frames and cuts them.
     *
     * @param frames uint8 {@code (frames, height, width, 3)}, RGB; borrowed
     * @param target {@code (patches, columns)}; borrowed
     * @param kernels what computes
     * @param scratch where memory for intermediate results comes from; all of it is returned before the call ends
     */
    public void write(Tensor frames, Tensor target, KernelBackend kernels, TensorAllocator scratch) {
        ImageSize size = new ImageSize((int) frames.dim(2), (int) frames.dim(1));
        ImageSize resized = geometry.resized(size);
        if (resized.equals(size)) {
            kernels.patchify(frames, geometry.patches(), table, target);
            return;
        }
        try (Tensor all =
                scratch.allocate(frames.dtype(), frames.dim(0), resized.height(), resized.width(), frames.dim(3))) {
            for (long frame = 0; frame < frames.dim(0); frame++) {
                resampling.resize(frames.slice(frame), all.slice(frame), kernels, scratch);
            }
            kernels.patchify(all, geometry.patches(), table, target);
        }
    }
}
