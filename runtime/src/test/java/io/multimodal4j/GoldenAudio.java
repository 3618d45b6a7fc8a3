package io.multimodal4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The spectrograms made by the real transformers with NumPy, and the formula signal they were made from. */
public final class GoldenAudio {

    private static final float BOUND = 1e-5f;

    private GoldenAudio() {}

    /** All records; never none. */
    public static List<JsonNode> records() {
        try (InputStream in = GoldenAudio.class.getResourceAsStream("/golden/hf-golden.json")) {
            List<JsonNode> found = new ArrayList<>();
            new ObjectMapper().readTree(Objects.requireNonNull(in)).get("audio").forEach(found::add);
            assertThat(found).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record's signal. */
    public static Tensor samples(JsonNode entry, TensorAllocator allocator) {
        int length = entry.get("n").asInt();
        Tensor samples = allocator.allocate(DType.FLOAT32, length);
        for (int i = 0; i < length; i++) {
            long phase = (7L * i * i + 13L * i) % 2003;
            samples.asByteBuffer().putFloat(i * Float.BYTES, (float) (phase / 2003.0 - 0.5));
        }
        return samples;
    }

    /** Requires what is recorded of a spectrogram. */
    public static void requireEqual(JsonNode entry, Tensor spectrogram) {
        float[] values = spectrogram.toFloatArray();
        int frames = (int) spectrogram.dim(1);
        entry.get("samples").properties().forEach(sample -> {
            int comma = sample.getKey().indexOf(',');
            int mel = Integer.parseInt(sample.getKey().substring(0, comma));
            float found = values[mel * frames + Integer.parseInt(sample.getKey().substring(comma + 1))];
            assertThat(found)
                    .as(sample.getKey())
                    .isCloseTo((float) sample.getValue().asDouble(), within(BOUND));
        });
        double sum = 0;
        float most = Float.NEGATIVE_INFINITY;
        float least = Float.POSITIVE_INFINITY;
        for (float value : values) {
            sum += value;
            most = Math.max(most, value);
            least = Math.min(least, value);
        }
        assertThat(most).isCloseTo((float) entry.get("max").asDouble(), within(BOUND));
        assertThat(least).isCloseTo((float) entry.get("min").asDouble(), within(BOUND));
        assertThat(sum / values.length)
                .as("mean")
                .isCloseTo(entry.get("sum").asDouble() / values.length, within((double) BOUND));
    }
}
