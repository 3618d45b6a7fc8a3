package io.multimodal4j.image;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code Qwen2VLImageProcessor}, also of Qwen2.5-VL: the picture in a size of whole blocks, cut into rows of patches. Equal bit for bit to the NumPy and Pillow path of
 * transformers 4.57.
 *
 * <p>Two fields per picture: {@code pixel_values}, float32 {@code (patches, 3 * temporal_patch_size * patch_size * patch_size)}, and {@code image_grid_thw}, int64
 * {@code (3)}: patches along time, height and width.
 *
 * <p>The limits of a picture's size are {@code min_pixels} and {@code max_pixels}, or else {@code size.shortest_edge} and {@code size.longest_edge}, which are numbers
 * of pixels too. (The constructor of transformers 4.57 ignores {@code size} in a file; its torchvision twin and later versions do not.)
 */
public final class Qwen2VlImageProcessor implements ImageProcessor {

    /** The patches. */
    public static final String PIXEL_VALUES = "pixel_values";

    /** The patches along time, height and width. */
    public static final String IMAGE_GRID_THW = "image_grid_thw";

    private static final int DEFAULT_MIN_PIXELS = 56 * 56;
    private static final int DEFAULT_MAX_PIXELS = 28 * 28 * 1280;

    private final Set<String> optionNames;
    private final QwenVlGeometry geometry;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public Qwen2VlImageProcessor(ConfigNode config) {
        OptionReader options = new OptionReader(config);
        options.requireTrue("do_resize", "a picture must have whole patches");
        this.geometry = geometry(options, DEFAULT_MIN_PIXELS, DEFAULT_MAX_PIXELS);
        this.resampling = options.resampling(ResampleFilter.BICUBIC);
        this.normalization = Normalization.read(options, Normalization.CLIP_MEAN, Normalization.CLIP_STD);
        this.table = normalization.table();
        this.optionNames = options.names();
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

    @Override
    public String type() {
        return "Qwen2VLImageProcessor";
    }

    @Override
    public Set<String> optionNames() {
        return optionNames;
    }

    @Override
    public List<String> fieldNames() {
        return List.of(PIXEL_VALUES, IMAGE_GRID_THW);
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        return List.of(
                new Output(
                        PIXEL_VALUES,
                        DType.FLOAT32,
                        List.of(
                                geometry.grid(size).patches(),
                                geometry.patches().columns(Resampling.CHANNELS))),
                new Output(IMAGE_GRID_THW, DType.INT64, List.of(3L)));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor pixelValues = Targets.of(PIXEL_VALUES, targets);
        ImageSize size = Resampling.sizeOf(picture);
        resampling.resize(
                picture,
                geometry.resized(size),
                kernels,
                scratch,
                resized -> kernels.patchify(frame(resized), geometry.patches(), table, pixelValues));
        GridThw grid = geometry.grid(size);
        Targets.put(IMAGE_GRID_THW, targets, grid.frames(), grid.rows(), grid.columns());
    }

    private static Tensor frame(Tensor picture) {
        return picture.reshape(1, picture.dim(0), picture.dim(1), picture.dim(2));
    }

    @Override
    public ImageSize sizeWithMostFeatures() {
        return geometry.sizeWithMostFeatures();
    }

    @Override
    public String optionsKey() {
        return type() + geometry + resampling + normalization;
    }
}
