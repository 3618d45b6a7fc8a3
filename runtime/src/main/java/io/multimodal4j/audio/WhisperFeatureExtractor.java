package io.multimodal4j.audio;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.LogMelPlan;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code WhisperFeatureExtractor}, also of Qwen2-Audio: the sound, cut off or padded to {@code chunk_length} seconds, as a log-mel spectrogram. Within 1e-5 of the NumPy path
 * of transformers 4.57, whose Fourier transform adds in another order.
 *
 * <p>The fields of a sound:
 *
 * <ul>
 *   <li>{@code input_features}: float32 {@code (feature_size, frames)}, where {@code frames} is {@code chunk_length * sampling_rate / hop_length};
 *   <li>{@code attention_mask}, if {@code return_attention_mask} asks for it: int32 {@code (frames)}, 1 for each frame that starts within the sound and 0 behind it;
 *   <li>{@code feature_attention_mask}: the same mask under the name that the processors of Qwen2-Audio and others give it, which ask for it themselves.
 * </ul>
 */
public final class WhisperFeatureExtractor implements AudioProcessor {

    /** The spectrogram. */
    public static final String INPUT_FEATURES = "input_features";

    /** Which frames start within the sound. */
    public static final String ATTENTION_MASK = "attention_mask";

    /** The same, as processors call it that also have an {@code attention_mask} of the text. */
    public static final String FEATURE_ATTENTION_MASK = "feature_attention_mask";

    private final WhisperOptions options;
    private final LogMelPlan plan;

    /**
     * A feature extractor with the options of a model directory.
     *
     * @param config the top level of {@code preprocessor_config.json}
     * @throws io.multimodal4j.config.ConfigException if an option is not what it must be
     */
    public WhisperFeatureExtractor(ConfigNode config) {
        this.options = WhisperOptions.read(config);
        this.plan = options.plan();
    }

    @Override
    public String type() {
        return "WhisperFeatureExtractor";
    }

    @Override
    public int samplingRate() {
        return options.samplingRate();
    }

    @Override
    public List<String> fieldNames() {
        return options.returnAttentionMask()
                ? List.of(INPUT_FEATURES, ATTENTION_MASK, FEATURE_ATTENTION_MASK)
                : List.of(INPUT_FEATURES, FEATURE_ATTENTION_MASK);
    }

    @Override
    public List<Output> outputs(AudioLength length) {
        long frames = options.frames();
        List<Output> outputs = new ArrayList<>();
        for (String field : fieldNames()) {
            outputs.add(
                    field.equals(INPUT_FEATURES)
                            ? new Output(field, DType.FLOAT32, List.of((long) options.featureSize(), frames))
                            : new Output(field, DType.INT32, List.of(frames)));
        }
        return List.copyOf(outputs);
    }

    /**
     * How many frames start within a sound: the ones of its mask. What models compute their tokens from.
     *
     * @param samples the samples of the sound, at least 1
     * @param chunkSamples the samples to which sounds are cut off
     * @param hopLength the samples from frame to frame
     * @return at least 1
     */
    public static int frames(long samples, long chunkSamples, int hopLength) {
        return Math.toIntExact((Math.min(samples, chunkSamples) - 1) / hopLength + 1);
    }

    @Override
    public void process(
            AudioLength length,
            Tensor samples,
            Map<String, Tensor> targets,
            KernelBackend kernels,
            TensorAllocator scratch) {
        Tensor inputFeatures = Objects.requireNonNull(targets.get(INPUT_FEATURES), INPUT_FEATURES);
        // The kernel itself cuts off what is too long and pads with zeros.
        if (options.paddingValue() == 0 || samples.dim(0) >= options.samples()) {
            kernels.logMel(samples, plan, inputFeatures);
        } else {
            try (Tensor padded = padded(samples, scratch)) {
                kernels.logMel(padded, plan, inputFeatures);
            }
        }
        int frames = frames(samples.dim(0), options.samples(), options.hopLength());
        writeMask(targets.get(ATTENTION_MASK), frames);
        writeMask(targets.get(FEATURE_ATTENTION_MASK), frames);
    }

    private Tensor padded(Tensor samples, TensorAllocator scratch) {
        Tensor padded = scratch.allocate(DType.FLOAT32, options.samples());
        FloatBuffer out = padded.asByteBuffer().asFloatBuffer();
        out.put(samples.asByteBuffer().asFloatBuffer());
        while (out.hasRemaining()) {
            out.put(options.paddingValue());
        }
        return padded;
    }

    /** A field that the model does not declare has no target. */
    private static void writeMask(@Nullable Tensor target, int ones) {
        if (target == null) {
            return;
        }
        IntBuffer mask = target.asByteBuffer().asIntBuffer();
        for (int frame = 0; mask.hasRemaining(); frame++) {
            mask.put(frame < ones ? 1 : 0);
        }
    }

    /** As long as any: longer sounds are cut off. */
    @Override
    public AudioLength sizeWithMostFeatures() {
        return new AudioLength(options.samples(), options.samplingRate());
    }

    @Override
    public Set<String> optionNames() {
        return WhisperOptions.NAMES;
    }

    @Override
    public String optionsKey() {
        return type() + options;
    }
}
