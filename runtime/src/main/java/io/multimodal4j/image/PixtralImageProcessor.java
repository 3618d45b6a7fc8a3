package io.multimodal4j.image;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;

/**
 * {@code PixtralImageProcessor}: the picture, scaled down if it is large, in a size of whole patches. Equal bit for bit to the NumPy and Pillow path of
 * transformers 4.57.
 *
 * <p>Two fields per picture: {@code pixel_values}, float32 {@code (3, height, width)}, as large as the picture needs (Hugging Face pads pictures of one
 * call to the largest, vLLM takes the padding away again); and {@code image_sizes}, int64 {@code (2)}, that height and width.
 *
 * <p>Transparency is blended with white before a picture gets here, as this class of Hugging Face does it for every kind of picture, and vLLM's loader for RGBA.
 */
public final class PixtralImageProcessor extends PictureProcessor {

    /** The picture. */
    public static final String PIXEL_VALUES = "pixel_values";

    /** The resized picture's height and width. */
    public static final String IMAGE_SIZES = "image_sizes";

    private static final int DEFAULT_LONGEST_EDGE = 1024;
    private static final ImageSize DEFAULT_PATCH = new ImageSize(16, 16);

    private final PixtralGeometry geometry;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public PixtralImageProcessor(ConfigNode config) {
        super("PixtralImageProcessor", new OptionReader(config), PIXEL_VALUES, IMAGE_SIZES);
        OptionReader options = options();
        options.requireTrue("do_resize", "a picture must have whole patches");
        this.geometry = new PixtralGeometry(largest(options), options.size("patch_size", DEFAULT_PATCH));
        this.resampling = options.resampling(ResampleFilter.BICUBIC);
        this.normalization = Normalization.read(options, Normalization.CLIP_MEAN, Normalization.CLIP_STD);
        this.table = normalization.table();
    }

    private static ImageSize largest(OptionReader options) {
        boolean exact = options.find("size")
                .filter(size -> size.isObject() && size.find("longest_edge").isEmpty())
                .isPresent();
        if (exact) {
            return options.size("size", DEFAULT_PATCH);
        }
        int edge = options.edge("size", "longest_edge", DEFAULT_LONGEST_EDGE);
        return new ImageSize(edge, edge);
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        ImageSize resized = geometry.resized(size);
        return List.of(
                new Output(PIXEL_VALUES, DType.FLOAT32, List.of(3L, (long) resized.height(), (long) resized.width())),
                new Output(IMAGE_SIZES, DType.INT64, List.of(2L)));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor pixelValues = Targets.of(PIXEL_VALUES, targets);
        ImageSize resized = geometry.resized(Resampling.sizeOf(picture));
        resampling.resize(picture, resized, kernels, scratch, result -> kernels.normalize(result, table, pixelValues));
        Targets.put(IMAGE_SIZES, targets, resized.height(), resized.width());
    }

    @Override
    public ImageSize sizeWithMostFeatures() {
        return geometry.largest();
    }

    @Override
    public String optionsKey() {
        return type() + geometry + resampling + normalization;
    }
}
