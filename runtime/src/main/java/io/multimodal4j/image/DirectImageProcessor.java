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
 * Image processors that resize every picture to one size, whatever its proportions: {@code SiglipImageProcessor} (PaliGemma) and {@code BlipImageProcessor}
 * (BLIP-2). Equal bit for bit to the NumPy and Pillow path of transformers 4.57.
 *
 * <p>One field, {@code pixel_values}: float32 {@code (3, height, width)} per picture.
 */
public final class DirectImageProcessor extends PictureProcessor {

    /** The field that this processor makes. */
    public static final String PIXEL_VALUES = "pixel_values";

    private final ImageSize size;
    private final Resampling resampling;
    private final Normalization normalization;
    private final NormalizeTable table;

    private DirectImageProcessor(
            String type, ConfigNode config, int defaultSize, List<Double> defaultMean, List<Double> defaultStd) {
        super(type, new OptionReader(config), PIXEL_VALUES);
        OptionReader options = options();
        options.requireTrue("do_resize", "the model needs pictures of one size");
        this.size = options.size("size", new ImageSize(defaultSize, defaultSize));
        this.resampling = options.resampling(ResampleFilter.BICUBIC);
        this.normalization = Normalization.read(options, defaultMean, defaultStd);
        this.table = normalization.table();
    }

    /**
     * {@code SiglipImageProcessor}: 224 pixels a side and means and deviations of one half, unless the model directory says otherwise.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @return the processor
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public static DirectImageProcessor siglip(ConfigNode config) {
        return new DirectImageProcessor("SiglipImageProcessor", config, 224, Normalization.HALF, Normalization.HALF);
    }

    /**
     * {@code BlipImageProcessor}: 384 pixels a side and CLIP's means and deviations, unless the model directory says otherwise.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @return the processor
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public static DirectImageProcessor blip(ConfigNode config) {
        return new DirectImageProcessor(
                "BlipImageProcessor", config, 384, Normalization.CLIP_MEAN, Normalization.CLIP_STD);
    }

    @Override
    public List<Output> outputs(ImageSize picture) {
        return List.of(new Output(PIXEL_VALUES, DType.FLOAT32, List.of(3L, (long) size.height(), (long) size.width())));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        Tensor pixelValues = Targets.of(PIXEL_VALUES, targets);
        resampling.resize(picture, size, kernels, scratch, resized -> kernels.normalize(resized, table, pixelValues));
    }

    @Override
    public ImageSize sizeWithMostFeatures() {
        return size;
    }

    @Override
    public String optionsKey() {
        return type() + size + resampling + normalization;
    }
}
