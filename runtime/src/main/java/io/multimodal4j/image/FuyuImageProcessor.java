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

/**
 * {@code FuyuImageProcessor} with the patches that Fuyu's processor cuts: the picture, scaled down if it is large, padded to whole patches. Equal bit for bit to the
 * NumPy and Pillow path of transformers 4.57, which pads with the byte 1, not with 255, and always scales with the bilinear filter.
 *
 * <p>Two fields per picture: {@code image_patches}, float32 {@code (patches, patch height * patch width * 3)}, and {@code patches_per_image}, int64 and scalar.
 */
public final class FuyuImageProcessor extends PictureProcessor {

    /** The patches, row by row; in each the pixels row by row, with the channels of a pixel together. */
    public static final String IMAGE_PATCHES = "image_patches";

    /** How many patches there are. */
    public static final String PATCHES_PER_IMAGE = "patches_per_image";

    private static final int DEFAULT_PATCH_SIZE = 30;
    private static final ImageSize DEFAULT_SIZE = new ImageSize(1920, 1080);

    private final FuyuGeometry geometry;
    private final int padding;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public FuyuImageProcessor(ConfigNode config) {
        super("FuyuImageProcessor", new OptionReader(config), IMAGE_PATCHES, PATCHES_PER_IMAGE);
        OptionReader options = options();
        options.requireTrue("do_resize", "without it there is no limit to the number of patches");
        options.requireTrue("do_pad", "a picture must have whole patches");
        ImageSize patch = options.size("patch_size", new ImageSize(DEFAULT_PATCH_SIZE, DEFAULT_PATCH_SIZE));
        this.geometry = options.checked(() -> new FuyuGeometry(options.size("size", DEFAULT_SIZE), patch));
        this.padding = (int) options.number("padding_value", 1.0) & 0xff;
        this.resampling = new Resampling(ResampleFilter.BILINEAR, options.parity());
        this.normalization = Normalization.read(options, Normalization.HALF, Normalization.HALF);
        this.table = normalization.table();
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        long patches = (long) geometry.rows(size) * geometry.columns(size);
        return List.of(
                new Output(
                        IMAGE_PATCHES,
                        DType.FLOAT32,
                        List.of(patches, Resampling.CHANNELS * geometry.patch().pixels())),
                new Output(PATCHES_PER_IMAGE, DType.INT64, List.of()));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor patches = Targets.of(IMAGE_PATCHES, targets);
        ImageSize size = Resampling.sizeOf(picture);
        int side = geometry.patch().height();
        ImageSize padded = new ImageSize(geometry.columns(size) * side, geometry.rows(size) * side);
        // A pixel as a patch and a patch as a block: blocks are what lies together, and the pixels in them row by row.
        PatchLayout pixels = new PatchLayout(1, 1, side);
        try (Tensor canvas = scratch.allocate(DType.UINT8, 1, padded.height(), padded.width(), Resampling.CHANNELS)) {
            resampling.resize(
                    picture,
                    geometry.resized(size),
                    kernels,
                    scratch,
                    resized -> kernels.crop(resized, 0, 0, padding, canvas.slice(0)));
            kernels.patchify(canvas, pixels, table, patches.reshape(padded.pixels(), Resampling.CHANNELS));
        }
        Targets.put(PATCHES_PER_IMAGE, targets, patches.dim(0));
    }

    @Override
    public ImageSize sizeWithMostFeatures() {
        return geometry.canvas();
    }

    @Override
    public String optionsKey() {
        return type() + geometry + padding + resampling + normalization;
    }
}
