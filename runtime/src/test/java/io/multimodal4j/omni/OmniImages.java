package io.multimodal4j.omni;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Channels first, each sample as a float, inverted if the option says so. Counts what it processes, and refuses what is one pixel wide. */
public final class OmniImages implements ImageProcessor {

    /** How many pictures all processors of this class have processed: a figure for tests that process in no other thread. */
    public static final AtomicInteger PROCESSED = new AtomicInteger();

    private final int cell;
    private final boolean invert;

    OmniImages(ConfigNode config) {
        this.cell = config.atOr("16", "cell").asInt();
        this.invert = config.atOr("false", "do_invert").asBoolean();
    }

    @Override
    public String type() {
        return "OmniImageProcessor";
    }

    @Override
    public List<String> fieldNames() {
        return List.of("pixel_values", "image_sizes");
    }

    @Override
    public List<Output> outputs(ImageSize size) {
        return List.of(
                new Output("pixel_values", DType.FLOAT32, List.of(3L, (long) size.height(), (long) size.width())),
                new Output("image_sizes", DType.INT64, List.of(2L)));
    }

    @Override
    public void process(Tensor picture, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        if (picture.dim(1) == 1) {
            throw new MediaException("pictures of one column cannot be processed");
        }
        PROCESSED.incrementAndGet();
        int height = (int) picture.dim(0);
        int width = (int) picture.dim(1);
        ByteBuffer pixels = picture.asByteBuffer();
        FloatBuffer values = Objects.requireNonNull(targets.get("pixel_values"))
                .asByteBuffer()
                .asFloatBuffer();
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < height * width; i++) {
                int sample = pixels.get(3 * i + channel) & 0xff;
                values.put(invert ? 255 - sample : sample);
            }
        }
        Objects.requireNonNull(targets.get("image_sizes"))
                .asByteBuffer()
                .putLong(height)
                .putLong(width);
    }

    @Override
    public ImageSize sizeWithMostFeatures() {
        return new ImageSize(3 * cell, 2 * cell);
    }

    @Override
    public Set<String> optionNames() {
        return Set.of("cell", "do_invert");
    }

    @Override
    public String optionsKey() {
        return type() + " cell=" + cell + " do_invert=" + invert;
    }
}
