package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.GoldenPictures;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.processing.TokenCounts;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** LLaVA-1.5 from its model directory, on every back end that this machine has, against the real Hugging Face code. */
class LlavaGoldenTest {

    private static final Map<String, MultiModalProcessor> PROCESSORS = new HashMap<>();

    private static MultiModalProcessor processor(String backend) {
        return PROCESSORS.computeIfAbsent(
                backend,
                name -> MultiModalProcessor.builder(LlavaGoldens.MODEL_DIRECTORY)
                        .backend(name)
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

    static Stream<Arguments> pixelValues() {
        return Stream.of("pixel_values", "tall_pixel_values")
                .flatMap(list -> LlavaGoldens.list(list).stream())
                .flatMap(golden -> Backends.here().map(backend -> Arguments.of(backend, golden)));
    }

    @ParameterizedTest
    @MethodSource("pixelValues")
    void pixelValuesEqualHuggingFace(String backend, JsonNode golden) {
        // Pillow 13 resizes some tall pictures vertically first; the parity contract is Pillow 9 to 12, see
        // docs/decisions.
        String expected = golden.path("horizontal_first_sha256")
                .asText(golden.get("sha256").asText());
        try (ProcessedInputs inputs =
                processor(backend).apply(Prompt.of("<image>").withImage(LlavaGoldens.picture(golden)))) {
            assertThat(inputs.field("pixel_values").tensor().shape()).containsExactly(1, 3, 336, 336);
            assertThat(inputs.field("pixel_values").tensor().sha256()).isEqualTo(expected);
        }
    }

    static Stream<Arguments> records() {
        return GoldenPictures.records("llava15_").stream()
                .flatMap(golden -> Backends.here().map(backend -> Arguments.of(backend, golden)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void theReferenceRecordsAreEqual(String backend, JsonNode golden) {
        JsonNode image = golden.get("image");
        byte[] png =
                TestPictures.png(image.get("width").asInt(), image.get("height").asInt(), 0);
        try (ProcessedInputs inputs =
                processor(backend).apply(Prompt.of("<image>").withImage(png))) {
            assertThat(inputs.field("pixel_values").tensor().sha256())
                    .isEqualTo(golden.at("/outputs/pixel_values/sha256").asText());
        }
    }

    static List<JsonNode> prompts() {
        return LlavaGoldens.list("prompts");
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void promptsEqualHuggingFace(JsonNode golden) {
        int images = golden.get("images").asInt();
        byte[] png = TestPictures.png(64, 48, 0);
        Prompt prompt = Prompt.of(golden.get("text").asText());
        Prompt tokens = Prompt.ofTokenIds(StreamSupport.stream(golden.get("ids").spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray());
        for (int i = 0; i < images; i++) {
            prompt = prompt.withImage(png);
            tokens = tokens.withImage(png);
        }
        MultiModalProcessor processor = processor("java");
        List<PlaceholderRange> expected = StreamSupport.stream(
                        golden.get("placeholder_offsets").spliterator(), false)
                .map(offset -> PlaceholderRange.ofEmbeds(offset.asInt(), 576))
                .toList();
        for (Prompt form : List.of(prompt, tokens)) {
            try (ProcessedInputs inputs = processor.apply(form)) {
                assertThat(inputs.promptTokenIds())
                        .hasSize(golden.get("expanded_count").asInt());
                assertThat(sha256(inputs.promptTokenIds()))
                        .isEqualTo(golden.get("expanded_sha256").asText());
                assertThat(inputs.placeholders().getOrDefault("image", List.of()))
                        .isEqualTo(expected);
            }
            TokenCounts counts = processor.count(form);
            assertThat(counts.promptTokens())
                    .isEqualTo(golden.get("expanded_count").asInt());
            assertThat(counts.items().getOrDefault("image", List.of())).isEqualTo(Collections.nCopies(images, 576));
        }
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
}
