package io.multimodal4j.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenAudio;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WhisperFeatureExtractorTest {

    private static final String TYPE = "\"feature_extractor_type\": \"WhisperFeatureExtractor\"";

    /** Two seconds of 100 samples, so that everything can be looked at. */
    private static final String SMALL =
            "{" + TYPE + ", \"feature_size\": 4, \"sampling_rate\": 100, \"hop_length\": 10,"
                    + " \"n_fft\": 16, \"chunk_length\": 2, \"padding_value\": %s, \"return_attention_mask\": true}";

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    @AfterEach
    void everythingIsReturned() {
        assertThat(allocator.liveTensors()).isZero();
    }

    private static AudioProcessor processor(String json) {
        return AudioProcessors.create(
                ConfigNode.parse("preprocessor_config.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    private void process(
            AudioProcessor processor, Set<String> fields, Tensor samples, BiConsumer<String, Tensor> test) {
        AudioLength length = new AudioLength(samples.dim(0), processor.samplingRate());
        Map<String, Tensor> targets = new LinkedHashMap<>();
        for (Output output : processor.outputs(length)) {
            if (fields.contains(output.name())) {
                targets.put(
                        output.name(),
                        allocator.allocate(
                                output.dtype(),
                                output.shape().stream()
                                        .mapToLong(Long::longValue)
                                        .toArray()));
            }
        }
        assertThat(targets).containsOnlyKeys(fields);
        try {
            processor.process(length, samples, targets, kernels, allocator);
            targets.forEach(test);
        } finally {
            targets.values().forEach(Tensor::close);
        }
    }

    static List<JsonNode> goldens() {
        return GoldenAudio.records();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void equalsHuggingFace(JsonNode golden) {
        int mels = golden.at("/shape/0").asInt();
        AudioProcessor processor = processor("{" + TYPE + ", \"feature_size\": " + mels + "}");
        assertThat(processor.samplingRate()).isEqualTo(16_000);
        try (Tensor samples = GoldenAudio.samples(golden, allocator)) {
            process(processor, Set.of("input_features", "feature_attention_mask"), samples, (name, tensor) -> {
                if (name.equals("input_features")) {
                    assertThat(tensor.shape()).containsExactly(mels, 3000);
                    GoldenAudio.requireEqual(golden, tensor);
                } else {
                    assertThat(Arrays.stream(ints(tensor)).sum())
                            .isEqualTo(golden.get("mask").asInt());
                }
            });
        }
    }

    private static int[] ints(Tensor tensor) {
        int[] values = new int[(int) tensor.dim(0)];
        tensor.asByteBuffer().asIntBuffer().get(values);
        return values;
    }

    private Tensor samples(int count) {
        Tensor samples = allocator.allocate(DType.FLOAT32, count);
        for (int i = 0; i < count; i++) {
            samples.asByteBuffer().putFloat(i * Float.BYTES, (float) Math.sin(i * 0.7) / 2);
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "11, 2", "99, 10", "100, 10", "101, 11", "199, 20", "200, 20", "5000, 20"})
    void theMaskHasAOneForEveryFrameThatStartsWithinTheSound(int samples, int ones) {
        AudioProcessor processor = processor(SMALL.formatted("0.0"));
        int[] expected = new int[20];
        Arrays.fill(expected, 0, ones, 1);
        assertThat(WhisperFeatureExtractor.frames(samples, 200, 10)).isEqualTo(ones);
        try (Tensor sound = samples(samples)) {
            process(processor, Set.of("input_features", "attention_mask"), sound, (name, tensor) -> {
                if (name.equals("attention_mask")) {
                    assertThat(ints(tensor)).isEqualTo(expected);
                }
            });
        }
    }

    /** The same as a sound that has those samples at its end. */
    @Test
    void shortSoundsAreContinuedWithThePaddingValue() {
        AudioProcessor processor = processor(SMALL.formatted("0.25"));
        try (Tensor sound = samples(50);
                Tensor longer = samples(200)) {
            for (int i = 50; i < 200; i++) {
                longer.asByteBuffer().putFloat(i * Float.BYTES, 0.25f);
            }
            Map<String, String> found = new LinkedHashMap<>();
            Map<String, String> expected = new LinkedHashMap<>();
            process(processor, Set.of("input_features"), sound, (name, tensor) -> found.put(name, tensor.sha256()));
            process(processor, Set.of("input_features"), longer, (name, tensor) -> expected.put(name, tensor.sha256()));
            assertThat(found).isEqualTo(expected);
        }
    }

    /** Truncation comes before the maximum is looked for. */
    @Test
    void whatIsBehindTheChunkHasNoInfluence() {
        AudioProcessor processor = processor(SMALL.formatted("0.0"));
        try (Tensor sound = samples(200);
                Tensor longer = samples(300)) {
            longer.asByteBuffer().putFloat(250 * Float.BYTES, 100f);
            Map<String, String> found = new LinkedHashMap<>();
            Map<String, String> expected = new LinkedHashMap<>();
            process(processor, Set.of("input_features"), longer, (name, tensor) -> found.put(name, tensor.sha256()));
            process(processor, Set.of("input_features"), sound, (name, tensor) -> expected.put(name, tensor.sha256()));
            assertThat(found).isEqualTo(expected);
        }
        assertThat(processor.sizeWithMostFeatures()).isEqualTo(new AudioLength(200, 100));
    }

    @Test
    void theKeyHasAllOptions() {
        assertThat(processor(SMALL.formatted("0.0")).optionsKey())
                .isEqualTo(processor(SMALL.formatted("0")).optionsKey())
                .isNotEqualTo(processor(SMALL.formatted("0.5")).optionsKey());
    }

    @Test
    void theMaskIsMadeWhenItIsAskedFor() {
        assertThat(processor("{" + TYPE + "}").fieldNames())
                .containsExactly("input_features", "feature_attention_mask");
        assertThat(processor("{" + TYPE + ", \"return_attention_mask\": true}").fieldNames())
                .containsExactly("input_features", "attention_mask", "feature_attention_mask");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "\"dither\": 0.1 | dither is 0.1, expected 0",
                "\"padding_side\": \"left\" | padding_side is \"left\", expected right",
                "\"hop_length\": 0 | hop_length is 0, expected a number of at least 1",
                "\"hop_length\": 161 | must be a multiple of hop_length 161",
                "\"chunk_length\": 30000 | at most",
                "\"n_fft\": 401 | fftSize must be even",
                "\"chunk_length\": 1, \"sampling_rate\": 160 | a spectrogram needs 2",
                "\"feature_size\": \"many\" | feature_size is \"many\""
            })
    void wrongOptionsAreNamed(String option, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> processor("{" + TYPE + ", " + option + "}"))
                .withMessageContaining("preprocessor_config.json")
                .withMessageContaining(message);
    }

    @Test
    void anotherExtractorIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> processor("{\"feature_extractor_type\": \"ClapFeatureExtractor\"}"))
                .withMessageContaining("one of [WhisperFeatureExtractor]");
    }
}
