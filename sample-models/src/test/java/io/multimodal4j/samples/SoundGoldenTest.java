package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.sound.Resampler;
import io.multimodal4j.sound.WavFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sounds are what libsndfile, NumPy and SciPy make of them; see src/test/python/make_sounds.py. */
class SoundGoldenTest {

    static List<JsonNode> files() throws IOException {
        return goldens("files");
    }

    static List<JsonNode> resampled() throws IOException {
        return goldens("resampled");
    }

    private static List<JsonNode> goldens(String name) throws IOException {
        JsonNode list = new ObjectMapper()
                .readTree(Path.of("src/test/resources/goldens/sounds.json").toFile())
                .required(name);
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void samplesEqualLibsndfile(JsonNode golden) throws IOException, NoSuchAlgorithmException {
        WavFile wav = WavFile.of(Files.readAllBytes(Path.of(golden.get("file").asText())));
        assertThat(wav.samplingRate()).isEqualTo(golden.get("rate").asInt());
        assertThat(wav.channels()).isEqualTo(golden.get("channels").asInt());
        assertThat(wav.frames()).isEqualTo(golden.get("frames").asInt());
        ByteBuffer samples = ByteBuffer.allocate(wav.frames() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        wav.decodeMono(samples.asFloatBuffer());
        for (int i = 0; i < 3; i++) {
            assertThat(samples.getFloat(i * Float.BYTES))
                    .isEqualTo(golden.get("first").get(i).floatValue());
        }
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(samples.array())))
                .isEqualTo(golden.get("mono_sha256").asText());
    }

    @ParameterizedTest
    @MethodSource("resampled")
    void resamplingEqualsScipy(JsonNode golden) {
        Resampler resampler =
                Resampler.of(golden.get("from").asInt(), golden.get("to").asInt());
        FloatBuffer input =
                formula(golden.get("samples").asInt(), golden.get("seed").asInt());
        JsonNode expected = golden.get("values");
        assertThat(resampler.outputLength(input.limit())).isEqualTo(expected.size());
        FloatBuffer output = FloatBuffer.allocate(expected.size());
        resampler.resample(input, output);
        assertThat(output.hasRemaining()).isFalse();
        for (int i = 0; i < expected.size(); i++) {
            float scipy = expected.get(i).floatValue();
            assertThat(Math.abs(output.get(i) - scipy)).isLessThanOrEqualTo(Math.ulp(scipy));
        }
        assertThat(golden.get("scipy_float32_differs_by").asDouble()).isLessThan(0x1p-20);
    }

    /** The noise of make_sounds.py. */
    private static FloatBuffer formula(int count, int seed) {
        FloatBuffer samples = FloatBuffer.allocate(count);
        for (int i = 0; i < count; i++) {
            long n = (i + seed * 7919L + 1) * 2654435761L & 0xffff_ffffL;
            n = (n * (n ^ 0x9E3779B9L) & 0xffff_ffffL) >>> 8;
            samples.put(i, (float) ((double) n / (1 << 23) - 1));
        }
        return samples;
    }
}
