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
 * {@code Gemma3ImageProcessor}: the whole picture in one size, whatever its proportions, then, if that is asked for, crops of a long picture in the same size. Equal
 * bit for bit to the NumPy and Pillow path of transformers 4.57.
 *
 * <p>Two fields per picture: {@code pixel_values}, float32 {@code (patches, 3, height, width)}, and {@code num_patches}, int64 and scalar, which is vLLM's: one
 * more than the {@code num_crops} of Hugging Face.
 */
public final class Gemma3ImageProcessor extends PictureProcessor {

    /** The whole picture and its crops. */
    public static final String PIXEL_VALUES = "pixel_values";

    /** How many whole pictures and crops there are. */
    public static final String NUM_PATCHES = "num_patches";

    private final Gemma3Geometry geometry;
    private final ImageSize size;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public Gemma3ImageProcessor(ConfigNode config) {
        super("Gemma3ImageProcessor", new OptionReader(config), PIXEL_VALUES, NUM_PATCHES);
        OptionReader options = options();
        options.requireTrue("do_resize", "the model needs pictures of one size");
        this.size = options.size("size", new ImageSize(224, 224));
        this.geometry = new Gemma3Geometry(
                options.flag("do_pan_and_scan", false),
                options.positive("pan_and_scan_min_crop_size", 256),
                options.positive("pan_and_scan_max_num_crops", 4),
                options.number("pan_and_scan_min_ratio_to_activate", 1.2));
        this.resampling = options.resampling(ResampleFilter.BILINEAR);
        this.normalization = Normalization.read(options, Normalization.HALF, Normalization.HALF);
        this.table = normalization.table();
    }

    @Override
    public List<Output> outputs(ImageSize picture) {
        return List.of(
                new Output(
                        PIXEL_VALUES,
                        DType.FLOAT32,
                        List.of((long) geometry.patches(picture), 3L, (long) size.height(), (long) size.width())),
                new Output(NUM_PATCHES, DType.INT64, List.of()));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor patches = Targets.of(PIXEL_VALUES, targets);
        write(picture, patches.slice(0), kernels, scratch);
        int patch = 1;
        for (Gemma3Geometry.Crop crop : geometry.crops(Resampling.sizeOf(picture))) {
            try (Tensor cropped = Resampling.allocate(crop.size(), scratch)) {
                kernels.crop(picture, crop.top(), crop.left(), cropped);
                write(cropped, patches.slice(patch++), kernels, scratch);
            }
        }
        Targets.put(NUM_PATCHES, targets, patches.dim(0));
    }

    private void write(Tensor picture, Tensor target, KernelBackend kernels, TensorAllocator scratch) {
        resampling.resize(picture, size, kernels, scratch, resized -> kernels.normalize(resized, table, target));
    }

    @Override
    public ImageSize sizeWithMostFeatures() {
        return geometry.sizeWithMostFeatures();
    }

    @Override
    public String optionsKey() {
        return type() + size + geometry + resampling + normalization;
    }
}
