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
 * vLLM's processor for the OpenGVLab checkpoints of InternVL: the tiles of the grid whose proportions come nearest, then the whole picture in small. Equal bit for bit
 * to its arithmetic on Pillow.
 *
 * <p>Two fields per picture: {@code pixel_values_flat}, float32 {@code (patches, 3, side, side)}, and {@code image_num_patches}, int64 and scalar; and one that all
 * share, {@code image_token_id}, int64 {@code (1)}.
 *
 * <p>The {@code preprocessor_config.json} of these checkpoints names CLIP's processor, which the model does not use: a model class says so with a factory of its own
 * ({@code @RegisterProcessor(processor = ...)}), which takes the grid from {@code config.json}. Filter, mean and deviation are not options: they are vLLM's.
 */
public final class InternVlImageProcessor extends PictureProcessor {

    /** The tiles, and the whole picture in small behind them. */
    public static final String PIXEL_VALUES_FLAT = "pixel_values_flat";

    /** How many tiles and whole pictures there are. */
    public static final String IMAGE_NUM_PATCHES = "image_num_patches";

    /** The token that receives the embeddings. */
    public static final String IMAGE_TOKEN_ID = "image_token_id";

    private final int imageTokenId;
    private final InternVlGeometry geometry;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    /**
     * A processor for a grid of tiles. Options that are set beat it: {@code min_dynamic_patch}, {@code max_dynamic_patch}, {@code dynamic_image_size} (false for one
     * tile) and {@code use_thumbnail}.
     *
     * @param grid the tiles that {@code config.json} asks for
     * @param imageTokenId the id of the token that receives the embeddings
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public InternVlImageProcessor(InternVlGeometry grid, int imageTokenId, ConfigNode config) {
        super("InternVLProcessor", new OptionReader(config), PIXEL_VALUES_FLAT, IMAGE_NUM_PATCHES, IMAGE_TOKEN_ID);
        OptionReader options = options();
        this.imageTokenId = imageTokenId;
        int min = options.positive("min_dynamic_patch", grid.minTiles());
        int max = options.positive("max_dynamic_patch", grid.maxTiles());
        boolean dynamic = options.flag("dynamic_image_size", true);
        boolean thumbnail = options.flag("use_thumbnail", grid.thumbnail());
        this.geometry = options.checked(
                () -> new InternVlGeometry(grid.tileSize(), dynamic ? min : 1, dynamic ? max : 1, thumbnail));
        this.resampling = new Resampling(ResampleFilter.BICUBIC, options.parity());
        this.normalization = Normalization.imageNet(options.parity());
        this.table = normalization.table();
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        long side = geometry.tileSize();
        return List.of(
                new Output(PIXEL_VALUES_FLAT, DType.FLOAT32, List.of((long) geometry.patches(size), 3L, side, side)),
                new Output(IMAGE_NUM_PATCHES, DType.INT64, List.of()),
                new Output(IMAGE_TOKEN_ID, DType.INT64, List.of(1L)));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor patches = Targets.of(PIXEL_VALUES_FLAT, targets);
        ImageSize size = Resampling.sizeOf(picture);
        resampling.resize(picture, geometry.resized(size), kernels, scratch, resized -> cut(resized, patches, kernels));
        int tiles = geometry.grid(size).tiles();
        if (patches.dim(0) > tiles) {
            ImageSize small = new ImageSize(geometry.tileSize(), geometry.tileSize());
            resampling.resize(
                    picture, small, kernels, scratch, whole -> kernels.normalize(whole, table, patches.slice(tiles)));
        }
        Targets.put(IMAGE_NUM_PATCHES, targets, patches.dim(0));
        Targets.put(IMAGE_TOKEN_ID, targets, imageTokenId);
    }

    private void cut(Tensor resized, Tensor patches, KernelBackend kernels) {
        int side = geometry.tileSize();
        int patch = 0;
        for (int y = 0; y < resized.dim(0); y += side) {
            for (int x = 0; x < resized.dim(1); x += side) {
                kernels.normalize(resized, y, x, 0, table, patches.slice(patch++));
            }
        }
    }

    @Override
    public ImageSize sizeWithMostFeatures() {
        return geometry.sizeWithMostFeatures();
    }

    @Override
    public String optionsKey() {
        return type() + geometry + imageTokenId + resampling + normalization;
    }
}
