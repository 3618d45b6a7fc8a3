package io.multimodal4j.image;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code CLIPImageProcessor}: resize so that the shorter side has a given length, cut a window from the middle, rescale, normalise, channels first. Equal
 * bit for bit to the NumPy and Pillow path of transformers 4.57.
 *
 * <p>One field, {@code pixel_values}: float32 {@code (3, height, width)} per picture.
 */
public final class ClipImageProcessor implements ImageProcessor {

    /** The field that this processor makes. */
    public static final String PIXEL_VALUES = "pixel_values";

    private static final int CHANNELS = 3;

    private final ClipOptions options;
    private final NormalizeTable table;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public ClipImageProcessor(ConfigNode config) {
        this.options = ClipOptions.read(config);
        this.table = options.table();
    }

    @Override
    public String type() {
        return "CLIPImageProcessor";
    }

    @Override
    public List<String> fieldNames() {
        return List.of(PIXEL_VALUES);
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        ImageSize result = options.crop().orElseGet(() -> options.resized(size));
        return List.of(new Output(
                PIXEL_VALUES, DType.FLOAT32, List.of((long) CHANNELS, (long) result.height(), (long) result.width())));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor pixelValues = Objects.requireNonNull(targets.get(PIXEL_VALUES), PIXEL_VALUES);
        ImageSize size = new ImageSize((int) picture.dim(1), (int) picture.dim(0));
        ImageSize resized = options.resized(size);
        ImageSize wanted = options.crop().orElse(resized);
        if (wanted.equals(size) && resized.equals(size)) {
            kernels.normalize(picture, table, pixelValues);
            return;
        }
        try (Tensor cropped = picture(wanted, scratch)) {
            resizeAndCrop(picture, resized, wanted, cropped, kernels, scratch);
            kernels.normalize(cropped, table, pixelValues);
        }
    }

    private void resizeAndCrop(
            Tensor picture,
            ImageSize resized,
            ImageSize wanted,
            Tensor target,
            KernelBackend kernels,
            TensorAllocator scratch) {
        int top = Math.floorDiv(resized.height() - wanted.height(), 2);
        int left = Math.floorDiv(resized.width() - wanted.width(), 2);
        if (top >= 0 && left >= 0) {
            kernels.resize(picture, plan(picture, resized, top, left, wanted), target, scratch);
            return;
        }
        // The window reaches over the edge: zeros around the picture, as Hugging Face pads before it crops.
        try (Tensor whole = picture(resized, scratch)) {
            kernels.resize(picture, plan(picture, resized, 0, 0, resized), whole, scratch);
            kernels.crop(whole, top, left, target);
        }
    }

    private ResizePlan plan(Tensor picture, ImageSize resized, int top, int left, ImageSize window) {
        return ResizePlan.of(
                options.filter(),
                (int) picture.dim(0),
                (int) picture.dim(1),
                resized.height(),
                resized.width(),
                new ResizePlan.Window(top, left, window.height(), window.width()));
    }

    private static Tensor picture(ImageSize size, TensorAllocator allocator) {
        return allocator.allocate(DType.UINT8, size.height(), size.width(), CHANNELS);
    }

    /** The crop's own size: it needs no intermediate picture, and without a crop every size has the same features. */
    @Override
    public ImageSize sizeWithMostFeatures() {
        Optional<ImageSize> fixed = options.crop().or(options::exactSize);
        int edge = options.shortestEdge().orElse(1);
        return fixed.orElseGet(() -> new ImageSize(edge, edge));
    }

    @Override
    public Set<String> optionNames() {
        return ClipOptions.NAMES;
    }

    @Override
    public String optionsKey() {
        return type() + options;
    }
}
