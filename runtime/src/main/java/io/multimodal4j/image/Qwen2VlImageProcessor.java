package io.multimodal4j.image;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Qwen2VLImageProcessor}, also of Qwen2.5-VL: the picture in a size of whole blocks, cut into rows of patches. Equal bit for bit to the NumPy and Pillow path of
 * transformers 4.57.
 *
 * <p>Two fields per picture: {@code pixel_values}, float32 {@code (patches, 3 * temporal_patch_size * patch_size * patch_size)}, and {@code image_grid_thw}, int64
 * {@code (3)}: patches along time, height and width.
 */
public final class Qwen2VlImageProcessor implements ImageProcessor {

    /** The patches. */
    public static final String PIXEL_VALUES = "pixel_values";

    /** The patches along time, height and width. */
    public static final String IMAGE_GRID_THW = "image_grid_thw";

    private final QwenVlPatches patches;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public Qwen2VlImageProcessor(ConfigNode config) {
        this.patches = QwenVlPatches.images(config);
    }

    @Override
    public String type() {
        return "Qwen2VLImageProcessor";
    }

    @Override
    public Set<String> optionNames() {
        return patches.optionNames();
    }

    @Override
    public List<String> fieldNames() {
        return List.of(PIXEL_VALUES, IMAGE_GRID_THW);
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        long rows = patches.geometry().grid(size).patches();
        return List.of(
                new Output(PIXEL_VALUES, DType.FLOAT32, List.of(rows, patches.columns())),
                new Output(IMAGE_GRID_THW, DType.INT64, List.of(3L)));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor frame = picture.reshape(1, picture.dim(0), picture.dim(1), picture.dim(2));
        patches.write(frame, Targets.of(PIXEL_VALUES, targets), kernels, scratch);
        GridThw grid = patches.geometry().grid(Resampling.sizeOf(picture));
        Targets.put(IMAGE_GRID_THW, targets, grid.frames(), grid.rows(), grid.columns());
    }

    @Override
    public Optional<Parity> parity() {
        return Optional.of(patches.parity());
    }

    @Override
    public boolean writesHalfPrecision() {
        return true;
    }

    @Override
    public ImageSize sizeWithMostFeatures() {
        return patches.geometry().sizeWithMostFeatures();
    }

    @Override
    public String optionsKey() {
        return type() + patches.optionsKey();
    }
}
