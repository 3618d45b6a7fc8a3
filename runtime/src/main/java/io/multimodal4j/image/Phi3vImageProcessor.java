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
 * {@code Phi3VImageProcessor}, whose source comes with the checkpoints of Phi-3-vision and Phi-3.5-vision: the picture scaled and padded with white to whole tiles,
 * the whole of that in small, and its tiles. The tiles equal those of the original bit for bit. The small picture is made from normalised floats, as in the original,
 * by PyTorch's bicubic interpolation, whose order of additions is not fixed: equal within 1e-5.
 *
 * <p>Two fields per picture: {@code pixel_values}, float32 {@code (num_crops + 1, 3, 336, 336)}, the small picture first and zeros behind the last tile; and
 * {@code image_sizes}, int64 {@code (2)}: the padded picture's height and width.
 */
public final class Phi3vImageProcessor extends PictureProcessor {

    /** The whole picture in small, the tiles, and zeros. */
    public static final String PIXEL_VALUES = "pixel_values";

    /** The padded picture's height and width. */
    public static final String IMAGE_SIZES = "image_sizes";

    private static final int WHITE = 255;

    private final Phi3vGeometry geometry;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public Phi3vImageProcessor(ConfigNode config) {
        super("Phi3VImageProcessor", new OptionReader(config), PIXEL_VALUES, IMAGE_SIZES);
        OptionReader options = options();
        this.geometry = new Phi3vGeometry(options.positive("num_crops", 1));
        this.resampling = new Resampling(ResampleFilter.BILINEAR, options.parity());
        this.normalization = Normalization.withMeanAndStd(options, Normalization.CLIP_MEAN, Normalization.CLIP_STD);
        this.table = normalization.table();
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        geometry.padded(size); // Refuses what cannot be scaled, before anything is decoded.
        long side = Phi3vGeometry.TILE_SIZE;
        return List.of(
                new Output(PIXEL_VALUES, DType.FLOAT32, List.of(geometry.numCrops() + 1L, 3L, side, side)),
                new Output(IMAGE_SIZES, DType.INT64, List.of(2L)));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor pixelValues = Targets.of(PIXEL_VALUES, targets);
        ImageSize size = Resampling.sizeOf(picture);
        ImageSize resized = geometry.resized(size);
        ImageSize padded = geometry.padded(size);
        if (size.width() < size.height()) {
            // The original lays a portrait on its side: what it resizes first, horizontally, are the columns.
            ImageSize lower = new ImageSize(size.width(), resized.height());
            resampling.resize(
                    picture,
                    lower,
                    kernels,
                    scratch,
                    column -> resampling.resize(
                            column,
                            resized,
                            kernels,
                            scratch,
                            scaled -> cut(scaled, padded, pixelValues, kernels, scratch)));
        } else {
            resampling.resize(
                    picture, resized, kernels, scratch, scaled -> cut(scaled, padded, pixelValues, kernels, scratch));
        }
        Targets.put(IMAGE_SIZES, targets, padded.height(), padded.width());
    }

    private void cut(
            Tensor scaled, ImageSize padded, Tensor pixelValues, KernelBackend kernels, TensorAllocator scratch) {
        int side = Phi3vGeometry.TILE_SIZE;
        int top = (padded.height() - (int) scaled.dim(0)) / 2;
        int left = (padded.width() - (int) scaled.dim(1)) / 2;
        int crop = 1;
        for (int y = 0; y < padded.height(); y += side) {
            for (int x = 0; x < padded.width(); x += side) {
                kernels.normalize(scaled, y - top, x - left, WHITE, table, pixelValues.slice(crop++));
            }
        }
        Targets.clear(pixelValues.narrow(crop, pixelValues.dim(0)));
        try (Tensor whole = scratch.allocate(DType.FLOAT32, Resampling.CHANNELS, padded.height(), padded.width())) {
            kernels.normalize(scaled, -top, -left, WHITE, table, whole);
            shrink(whole, pixelValues.slice(0), kernels, scratch);
        }
    }

    private static void shrink(Tensor whole, Tensor target, KernelBackend kernels, TensorAllocator scratch) {
        if (target.dtype() == DType.FLOAT32) {
            kernels.resizeFloat(whole, target);
            return;
        }
        try (Tensor small = scratch.allocate(DType.FLOAT32, target.shape())) {
            kernels.resizeFloat(whole, small);
            kernels.cast(small, target);
        }
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
