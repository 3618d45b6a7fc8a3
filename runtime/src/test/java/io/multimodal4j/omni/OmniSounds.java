package io.multimodal4j.omni;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.audio.AudioProcessor;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The sum of each hundred samples, times a gain. */
final class OmniSounds implements AudioProcessor {

    private final double gain;

    OmniSounds(ConfigNode config) {
        this.gain = config.atOr("1.0", "gain").asDouble();
    }

    @Override
    public String type() {
        return "OmniFeatureExtractor";
    }

    @Override
    public int samplingRate() {
        return 1000;
    }

    @Override
    public List<String> fieldNames() {
        return List.of("input_features");
    }

    @Override
    public List<Output> outputs(AudioLength size) {
        return List.of(new Output("input_features", DType.FLOAT32, List.of((long) OmniModel.sound(size))));
    }

    @Override
    public void process(
            AudioLength size,
            Tensor sound,
            Map<String, Tensor> targets,
            KernelBackend kernels,
            TensorAllocator scratch) {
        FloatBuffer samples = sound.asByteBuffer().asFloatBuffer();
        FloatBuffer sums = Objects.requireNonNull(targets.get("input_features"))
                .asByteBuffer()
                .asFloatBuffer();
        while (samples.hasRemaining()) {
            float sum = 0;
            for (int i = 0; i < 100 && samples.hasRemaining(); i++) {
                sum += samples.get();
            }
            sums.put((float) (sum * gain));
        }
    }

    @Override
    public AudioLength sizeWithMostFeatures() {
        return new AudioLength(700, samplingRate());
    }

    @Override
    public Set<String> optionNames() {
        return Set.of("gain");
    }

    @Override
    public String optionsKey() {
        return type() + " gain=" + gain;
    }
}
