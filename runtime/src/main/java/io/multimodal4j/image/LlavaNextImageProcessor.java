package io.multimodal4j.image;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * {@code LlavaNextImageProcessor}: the whole picture in small, then the tiles of the picture scaled and padded with black to the best of some sizes. Equal bit for
 * bit to the NumPy and Pillow path of transformers 4.57.
 *
 * <p>Two fields per picture: {@code pixel_values}, float32 {@code (tiles, 3, side, side)}, and {@code image_sizes}, int64 {@code (2)}, the picture's own height
 * and width. The number of tiles differs from picture to picture; Hugging Face appends black ones ({@code do_pad}), which the model takes away again.
 */
public final class LlavaNextImageProcessor extends PictureProcessor {

    /** The tiles. */
    public static final String PIXEL_VALUES = "pixel_values";

    /** The picture's own height and width. */
    public static final String IMAGE_SIZES = "image_sizes";

    private static final int BLACK = 0;
    private static final int DEFAULT_SIZE = 224;
    private static final List<List<Integer>> DEFAULT_PINPOINTS =
            List.of(List.of(336, 672), List.of(672, 336), List.of(672, 672), List.of(1008, 336), List.of(336, 1008));

    private final LlavaNextGeometry geometry;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public LlavaNextImageProcessor(ConfigNode config) {
        super("LlavaNextImageProcessor", new OptionReader(config), PIXEL_VALUES, IMAGE_SIZES);
        OptionReader options = options();
        options.requireTrue("do_resize", "all tiles have one size");
        options.requireTrue("do_center_crop", "all tiles have one size");
        List<List<Integer>> pinpoints = options.find("image_grid_pinpoints")
                .map(node -> node.asList(pair -> pair.asList(OptionReader::positive)))
                .orElse(DEFAULT_PINPOINTS);
        this.geometry = options.checked(() -> LlavaNextGeometry.of(pinpoints, tileSize(options)));
        this.resampling = options.resampling(ResampleFilter.BICUBIC);
        this.normalization = Normalization.read(options, Normalization.CLIP_MEAN, Normalization.CLIP_STD);
        this.table = normalization.table();
    }

    /** Hugging Face resizes and crops each tile once more, which changes nothing where both sizes are the same square, as they are in all checkpoints. */
    private static int tileSize(OptionReader options) {
        ImageSize crop = options.size("crop_size", new ImageSize(DEFAULT_SIZE, DEFAULT_SIZE));
        int size =
                options.find("size").map(LlavaNextImageProcessor::shortestEdge).orElse(DEFAULT_SIZE);
        if (crop.width() != size || crop.height() != size) {
            throw new IllegalArgumentException("crop_size must be a square as wide as size, " + size + ", got " + crop);
        }
        return size;
    }

    private static int shortestEdge(ConfigNode size) {
        if (size.isObject() && size.find("shortest_edge").isPresent()) {
            return OptionReader.positive(size.at("shortest_edge"));
        }
        ImageSize exact = OptionReader.size(size);
        return Math.min(exact.width(), exact.height());
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        long side = geometry.tileSize();
        return List.of(
                new Output(PIXEL_VALUES, DType.FLOAT32, List.of((long) geometry.tiles(size), 3L, side, side)),
                new Output(IMAGE_SIZES, DType.INT64, List.of(2L)));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor tiles = Targets.of(PIXEL_VALUES, targets);
        ImageSize size = Resampling.sizeOf(picture);
        int side = geometry.tileSize();
        resampling.resize(
                picture,
                new ImageSize(side, side),
                kernels,
                scratch,
                whole -> kernels.normalize(whole, table, tiles.slice(0)));
        resampling.resize(
                picture, geometry.resized(size), kernels, scratch, scaled -> cut(scaled, size, tiles, kernels));
        Targets.put(IMAGE_SIZES, targets, size.height(), size.width());
    }

    /** A tile is a window of the padded picture; what lies outside the scaled picture is black. */
    private void cut(Tensor scaled, ImageSize size, Tensor tiles, KernelBackend kernels) {
        ImageSize padded = geometry.bestResolution(size);
        int side = geometry.tileSize();
        int top = (padded.height() - (int) scaled.dim(0)) / 2;
        int left = (padded.width() - (int) scaled.dim(1)) / 2;
        int tile = 1;
        for (int y = 0; y < padded.height(); y += side) {
            for (int x = 0; x < padded.width(); x += side) {
                kernels.normalize(scaled, y - top, x - left, BLACK, table, tiles.slice(tile++));
            }
        }
    }

    /** A size with the most tiles. */
    @Override
    public ImageSize sizeWithMostFeatures() {
        return geometry.pinpoints().stream()
                .max(Comparator.comparingInt(geometry::tiles))
                .orElseThrow();
    }

    @Override
    public String optionsKey() {
        return type() + geometry + resampling + normalization;
    }
}
