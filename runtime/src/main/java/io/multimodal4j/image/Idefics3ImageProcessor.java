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
 * {@code Idefics3ImageProcessor} and {@code SmolVLMImageProcessor}: the picture scaled twice and cut into tiles, then the whole in small. Equal bit for bit to the
 * NumPy and Pillow path of transformers 4.57; between the two or three resizes pixels are rounded to bytes, as they are there.
 *
 * <p>Three fields per picture: {@code pixel_values}, float32 {@code (patches, 3, side, side)}; {@code pixel_attention_mask}, int64 {@code (patches, side, side)},
 * all ones because no tile is padded; and {@code num_patches}, int64 and scalar. (Hugging Face appends empty patches for pictures that are processed together.)
 *
 * <p>Transparency is blended with white before a picture gets here, by vLLM's loading rule, not after the resizing as this class of Hugging Face does it when it is
 * given an RGBA picture, and the indices of a palette are never resized in place of colours.
 */
public final class Idefics3ImageProcessor extends PictureProcessor {

    /** The tiles, and the whole picture in small behind them. */
    public static final String PIXEL_VALUES = "pixel_values";

    /** Which pixels are not padding. */
    public static final String PIXEL_ATTENTION_MASK = "pixel_attention_mask";

    /** How many tiles and whole pictures there are. */
    public static final String NUM_PATCHES = "num_patches";

    private static final int DEFAULT_TILE_SIZE = 364;

    private final Idefics3Geometry geometry;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    private Idefics3ImageProcessor(String type, ConfigNode config) {
        super(type, new OptionReader(config), PIXEL_VALUES, PIXEL_ATTENTION_MASK, NUM_PATCHES);
        OptionReader options = options();
        options.requireTrue("do_resize", "without it there is no limit to the number of tiles");
        int longestEdge = options.edge("size", "longest_edge", 4 * DEFAULT_TILE_SIZE);
        int tileSize = options.edge("max_image_size", "longest_edge", DEFAULT_TILE_SIZE);
        this.geometry = new Idefics3Geometry(longestEdge, tileSize, options.flag("do_image_splitting", true));
        this.resampling = options.resampling(ResampleFilter.LANCZOS);
        this.normalization = Normalization.read(options, Normalization.HALF, Normalization.HALF);
        this.table = normalization.table();
    }

    /**
     * {@code Idefics3ImageProcessor}.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @return the processor
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public static Idefics3ImageProcessor idefics3(ConfigNode config) {
        return new Idefics3ImageProcessor("Idefics3ImageProcessor", config);
    }

    /**
     * {@code SmolVLMImageProcessor}, which is the same under another name.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @return the processor
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public static Idefics3ImageProcessor smolVlm(ConfigNode config) {
        return new Idefics3ImageProcessor("SmolVLMImageProcessor", config);
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        long patches = geometry.tiles(size).patches();
        long side = geometry.tileSize();
        return List.of(
                new Output(PIXEL_VALUES, DType.FLOAT32, List.of(patches, 3L, side, side)),
                new Output(PIXEL_ATTENTION_MASK, DType.INT64, List.of(patches, side, side)),
                new Output(NUM_PATCHES, DType.INT64, List.of()));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor patches = Targets.of(PIXEL_VALUES, targets);
        ImageSize size = Resampling.sizeOf(picture);
        resampling.resize(
                picture,
                geometry.scaled(size),
                kernels,
                scratch,
                scaled -> resampling.resize(
                        scaled,
                        geometry.tiled(size),
                        kernels,
                        scratch,
                        tiled -> cut(tiled, patches, kernels, scratch)));
        Targets.fill(PIXEL_ATTENTION_MASK, targets, 1);
        Targets.put(NUM_PATCHES, targets, geometry.tiles(size).patches());
    }

    private void cut(Tensor tiled, Tensor patches, KernelBackend kernels, TensorAllocator scratch) {
        int side = geometry.tileSize();
        int patch = 0;
        if (patches.dim(0) > 1) {
            for (int y = 0; y < tiled.dim(0); y += side) {
                for (int x = 0; x < tiled.dim(1); x += side) {
                    kernels.normalize(tiled, y, x, 0, table, patches.slice(patch++));
                }
            }
        }
        Tensor last = patches.slice(patch);
        ImageSize small = new ImageSize(side, side);
        resampling.resize(tiled, small, kernels, scratch, whole -> kernels.normalize(whole, table, last));
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
