package io.multimodal4j.image;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code CLIPImageProcessor}: resize so that the shorter side has a given length, cut a window from the middle, rescale, normalise, channels first. Equal
 * bit for bit to the NumPy and Pillow path of transformers 4.57.
 *
 * <p>One field, {@code pixel_values}: float32 {@code (3, height, width)} per picture.
 */
public final class ClipImageProcessor extends PictureProcessor {

    /** The field that this processor makes. */
    public static final String PIXEL_VALUES = "pixel_values";

    private final ClipOptions options;
    private final NormalizeTable table;

    /**
     * A processor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public ClipImageProcessor(ConfigNode config) {
        super("CLIPImageProcessor", new OptionReader(config), PIXEL_VALUES);
        OptionReader reader = options();
        this.options = ClipOptions.read(reader);
        this.table = options.normalization().table();
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        ImageSize result = options.crop().orElseGet(() -> options.resized(size));
        return List.of(
                new Output(PIXEL_VALUES, DType.FLOAT32, List.of(3L, (long) result.height(), (long) result.width())));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor pixelValues = Targets.of(PIXEL_VALUES, targets);
        ImageSize size = Resampling.sizeOf(picture);
        ImageSize resized = options.resized(size);
        ImageSize wanted = options.crop().orElse(resized);
        if (resized.equals(size)) {
            kernels.normalize(
                    picture,
                    start(resized.height(), wanted.height()),
                    start(resized.width(), wanted.width()),
                    0,
                    table,
                    pixelValues);
        } else {
            resizeAndCrop(picture, resized, wanted, pixelValues, kernels, scratch);
        }
    }

    /** Only what the window shows is computed. */
    private void resizeAndCrop(
            Tensor picture,
            ImageSize resized,
            ImageSize wanted,
            Tensor pixelValues,
            KernelBackend kernels,
            TensorAllocator scratch) {
        int top = start(resized.height(), wanted.height());
        int left = start(resized.width(), wanted.width());
        ResizePlan.Window window = new ResizePlan.Window(
                Math.max(0, top),
                Math.max(0, left),
                Math.min(wanted.height(), resized.height()),
                Math.min(wanted.width(), resized.width()));
        try (Tensor shown = Resampling.allocate(new ImageSize(window.width(), window.height()), scratch)) {
            ResizePlan plan = options.resampling().plan(Resampling.sizeOf(picture), resized, window);
            kernels.resize(picture, plan, shown, scratch);
            // Where the window reaches over the edge there are zeros, as Hugging Face pads before it crops.
            kernels.normalize(shown, Math.min(0, top), Math.min(0, left), 0, table, pixelValues);
        }
    }

    /** Half of what is too much, rounded down; of what is missing NumPy's processor puts the larger half in front, torchvision's the smaller. */
    private int start(int length, int window) {
        boolean smallerHalf = options.resampling().parity() == Parity.TORCHVISION && window > length;
        return smallerHalf ? -((window - length) / 2) : Math.floorDiv(length - window, 2);
    }

    /** The crop's own size: it needs no intermediate picture, and without a crop every size has the same features. */
    @Override
    public ImageSize sizeWithMostFeatures() {
        Optional<ImageSize> fixed = options.crop().or(options::exactSize);
        int edge = options.shortestEdge().orElse(1);
        return fixed.orElseGet(() -> new ImageSize(edge, edge));
    }

    @Override
    public String optionsKey() {
        return type() + options;
    }
}
