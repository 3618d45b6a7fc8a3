package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioLength;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Qwen2-Audio and Whisper from their model directories, on every back end that this machine has, against the real Hugging Face code. */
class AudioGoldenTest {

    private static final String QWEN = "qwen2-audio";
    private static final String WHISPER = "whisper";
    private static final float BOUND = 1e-5f;

    private static final Map<String, MultiModalProcessor> PROCESSORS = new HashMap<>();

    private static MultiModalProcessor processor(String family, String backend) {
        return PROCESSORS.computeIfAbsent(
                family + " on " + backend,
                name -> MultiModalProcessor.builder(Path.of("models", family))
                        .backend(backend)
                        .load());
    }

    @AfterAll
    static void everythingIsReturned() {
        PROCESSORS.values().forEach(processor -> {
            assertThat(processor.allocator().liveTensors()).isZero();
            processor.close();
        });
        PROCESSORS.clear();
    }

    static Stream<Arguments> sounds() {
        return Stream.of(QWEN, WHISPER)
                .flatMap(family -> AudioGoldens.list(family, "sounds").stream()
                        .flatMap(golden -> Backends.here().map(backend -> Arguments.of(backend, family, golden))));
    }

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @MethodSource("sounds")
    void featuresEqualHuggingFace(String backend, String family, JsonNode golden) {
        boolean qwen = family.equals(QWEN);
        Prompt prompt = Prompt.of(qwen ? "<|audio_bos|><|AUDIO|><|audio_eos|>" : "<|startoftranscript|>")
                .withAudio(AudioGoldens.sound(golden));
        if (qwen && golden.get("tokens").asInt() < 1) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> processor(family, backend).apply(prompt))
                    .withMessageContaining("is too short for the model");
            return;
        }
        try (ProcessedInputs inputs = processor(family, backend).apply(prompt)) {
            requireEqual(golden, inputs.field("input_features").tensor().slice(0));
            if (qwen) {
                requireMask(golden, inputs.field("feature_attention_mask").tensor());
                assertThat(ranges(inputs))
                        .containsExactly(PlaceholderRange.ofEmbeds(
                                1, golden.get("tokens").asInt()));
            } else {
                assertThat(inputs.fields()).containsOnlyKeys("input_features");
                assertThat(ranges(inputs)).containsExactly(PlaceholderRange.ofEmbeds(0, 1500));
            }
        }
    }

    private static List<PlaceholderRange> ranges(ProcessedInputs inputs) {
        return inputs.placeholders().getOrDefault("audio", List.of());
    }

    private static void requireEqual(JsonNode golden, Tensor features) {
        assertThat(features.shape())
                .containsExactly(
                        golden.at("/shape/0").asLong(), golden.at("/shape/1").asLong());
        float[] values = features.toFloatArray();
        int frames = (int) features.dim(1);
        golden.get("values").properties().forEach(value -> {
            int comma = value.getKey().indexOf(',');
            int mel = Integer.parseInt(value.getKey().substring(0, comma));
            float found = values[mel * frames + Integer.parseInt(value.getKey().substring(comma + 1))];
            assertThat(found)
                    .as(value.getKey())
                    .isCloseTo((float) value.getValue().asDouble(), within(BOUND));
        });
        for (int mel = 0; mel < features.dim(0); mel++) {
            double sum = 0;
            for (int frame = 0; frame < frames; frame++) {
                sum += values[mel * frames + frame];
            }
            assertThat(sum / frames)
                    .as("the mean of row %d", mel)
                    .isCloseTo(golden.at("/row_means/" + mel).asDouble(), within((double) BOUND));
        }
    }

    private static void requireMask(JsonNode golden, Tensor mask) {
        assertThat(mask.dtype().typeName()).isEqualTo(golden.get("mask_dtype").asText());
        int[] expected = new int[3000];
        Arrays.fill(expected, 0, golden.get("mask").asInt(), 1);
        int[] found = new int[3000];
        mask.asByteBuffer().asIntBuffer().get(found);
        assertThat(found).isEqualTo(expected);
    }

    /** The table of the reference notes, and lengths around every change of the count up to the sixth token. */
    @ParameterizedTest
    @CsvSource({
        "321, 1",
        "480, 1",
        "481, 1",
        "640, 1",
        "800, 1",
        "960, 1",
        "961, 2",
        "1000, 2",
        "1600, 2",
        "1601, 3",
        "16000, 25",
        "48000, 75",
        "160000, 250",
        "479999, 750",
        "480000, 750",
        "480001, 750",
        "600000, 750"
    })
    void tokensAreCountedFromTheLengthAlone(long samples, int tokens) {
        assertThat(processor(QWEN, "java")
                        .count(Prompt.of("<|AUDIO|>").withAudio(AudioItem.silence(new AudioLength(samples, 16_000))))
                        .items()
                        .get("audio"))
                .containsExactly(tokens);
    }

    @ParameterizedTest
    @CsvSource({"1, 16000", "160, 16000", "320, 16000", "640, 32000"})
    void whatHasNoTokenIsTooShort(long samples, int rate) {
        Prompt prompt = Prompt.of("<|AUDIO|>").withAudio(AudioItem.silence(new AudioLength(samples, rate)));
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor(QWEN, "java").count(prompt))
                .withMessageContaining(" of 160 samples, and three make a token");
    }

    @Test
    void theMostTokensAreThoseOfThirtySeconds() {
        assertThat(processor(QWEN, "java").maxTokensPerItem("audio", 8192)).isEqualTo(750);
        assertThat(processor(WHISPER, "java").maxTokensPerItem("audio", 448)).isEqualTo(1500);
    }

    static List<JsonNode> qwenPrompts() {
        return AudioGoldens.list(QWEN, "prompts");
    }

    @ParameterizedTest
    @MethodSource("qwenPrompts")
    void promptsEqualHuggingFace(JsonNode golden) {
        MultiModalProcessor processor = processor(QWEN, "java");
        Prompt text = withSounds(Prompt.of(golden.get("text").asText()), golden);
        Prompt tokens = withSounds(Prompt.ofTokenIds(processor.tokenize(text)), golden);
        for (Prompt form : List.of(text, tokens)) {
            try (ProcessedInputs inputs = processor.apply(form)) {
                assertThat(inputs.promptTokenIds()).hasSize(golden.get("count").asInt());
                assertThat(sha256(inputs.promptTokenIds()))
                        .isEqualTo(golden.get("sha256").asText());
                List<List<Integer>> embeddings = new ArrayList<>();
                ranges(inputs).forEach(range -> embeddings.add(List.of(range.offset(), range.end())));
                assertThat(embeddings.toString().replace(" ", ""))
                        .isEqualTo(golden.get("embeddings").toString());
                assertThat(inputs.encoderPromptTokenIds()).isEmpty();
            }
        }
    }

    private static Prompt withSounds(Prompt prompt, JsonNode golden) {
        Prompt result = prompt;
        for (JsonNode samples : golden.get("samples")) {
            result = result.withAudio(AudioGoldens.noise(samples.asInt()));
        }
        return result;
    }

    /** Of the ids as little-endian int64, as the goldens have it. */
    private static String sha256(int[] ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int id : ids) {
            bytes.putLong(id);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static List<JsonNode> whisperPrompts() {
        return AudioGoldens.list(WHISPER, "prompts");
    }

    /** The encoder's prompt is token 0 for each of its 1500 positions, as in vLLM; the decoder's stays as it is, even if it has the encoder's placeholder. */
    @ParameterizedTest
    @MethodSource("whisperPrompts")
    void theSoundIsInTheEncodersPrompt(JsonNode golden) {
        MultiModalProcessor processor = processor(WHISPER, "java");
        int[] ids = StreamSupport.stream(golden.get("ids").spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
        String text = golden.get("text").asText();
        for (Prompt form : List.of(Prompt.of(text), Prompt.ofTokenIds(ids))) {
            Prompt prompt = form.withAudio(AudioGoldens.noise(4000));
            try (ProcessedInputs inputs = processor.apply(prompt)) {
                assertThat(inputs.promptTokenIds()).isEqualTo(ids);
                assertThat(inputs.encoderPromptTokenIds())
                        .hasValueSatisfying(encoder -> assertThat(encoder).isEqualTo(new int[1500]));
                assertThat(ranges(inputs)).containsExactly(PlaceholderRange.ofEmbeds(0, 1500));
            }
            assertThat(processor.count(prompt).promptTokens()).isEqualTo(ids.length);
            assertThat(processor.count(prompt).items().get("audio")).containsExactly(1500);
        }
    }

    @Test
    void withoutASoundNothingIsEncoded() {
        try (ProcessedInputs inputs = processor(WHISPER, "java").apply(Prompt.of("<|startoftranscript|>"))) {
            assertThat(inputs.encoderPromptTokenIds())
                    .hasValueSatisfying(encoder -> assertThat(encoder).isEmpty());
            assertThat(inputs.placeholders()).isEmpty();
        }
    }

    @Test
    void whisperTakesOneSound() {
        Prompt prompt = Prompt.of("<|startoftranscript|>")
                .withAudio(AudioGoldens.noise(400))
                .withAudio(AudioGoldens.noise(400));
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> processor(WHISPER, "java").apply(prompt))
                .withMessageContaining("at most 1");
    }
}
