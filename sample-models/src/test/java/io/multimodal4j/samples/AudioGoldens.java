package io.multimodal4j.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.multimodal4j.media.AudioItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the real feature extractor and processors make of our sounds and prompts; see src/test/python/make_audio_goldens.py. */
final class AudioGoldens {

    private static final int LOUD_SAMPLES = 4000;

    private AudioGoldens() {}

    /** The entries of one list; never none. */
    static List<JsonNode> list(String family, String name) {
        try {
            JsonNode list = new ObjectMapper()
                    .readTree(Path.of("src/test/resources/goldens", family + ".json")
                            .toFile())
                    .required(name);
            if (list.isEmpty()) {
                throw new AssertionError("no goldens in " + name);
            }
            return StreamSupport.stream(list.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sound of an entry, made by the formulas of the script. */
    static AudioItem sound(JsonNode golden) {
        int channels = golden.get("channels").asInt();
        int length = golden.get("samples").asInt();
        int rate = golden.get("rate").asInt();
        float[] samples = new float[length * channels];
        for (int i = 0; i < length; i++) {
            for (int channel = 0; channel < channels; channel++) {
                long seed = golden.get("seed").asLong() + channel;
                samples[i * channels + channel] =
                        (float) sample(golden.get("formula").asText(), i, rate, seed);
            }
        }
        return new AudioItem.Samples(samples, channels, rate);
    }

    private static double sample(String formula, int i, int rate, long seed) {
        return switch (formula) {
            case "noise" -> noise(i, seed);
            case "tone" -> Math.rint(32767 * Math.sin(2 * Math.PI * seed * i / rate)) / 32768;
            case "burst" -> noise(i, seed) * (i < LOUD_SAMPLES ? 1.0 : 1.0 / 65536);
            case "silence" -> 0;
            default -> throw new AssertionError(formula);
        };
    }

    private static double noise(int i, long seed) {
        long n = (i + seed * 7919 + 1) * 2654435761L & 0xffff_ffffL;
        n = (n * (n ^ 0x9E3779B9L) & 0xffff_ffffL) >>> 8;
        return (double) n / (1 << 23) - 1;
    }

    /** Noise of one channel at the models' rate. */
    static AudioItem noise(int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) noise(i, 1);
        }
        return AudioItem.ofSamples(samples, 16_000);
    }
}
