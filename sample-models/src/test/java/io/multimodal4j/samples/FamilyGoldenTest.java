package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.processing.TokenCounts;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family from its model directory, on every back end that this machine has, against the real Hugging Face code. */
class FamilyGoldenTest {

    private static final Map<String, MultiModalProcessor> PROCESSORS = new HashMap<>();

    private static MultiModalProcessor processor(FamilyGoldens family, String backend) {
        return PROCESSORS.computeIfAbsent(
                family + " on " + backend,
                name -> MultiModalProcessor.builder(family.modelDirectory())
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

    static Stream<Arguments> pictures() {
        return FamilyGoldens.all().stream()
                .flatMap(family -> family.pictures().stream()
                        .flatMap(golden -> Backends.here().map(backend -> Arguments.of(backend, family, golden))));
    }

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @MethodSource("pictures")
    void fieldsAndCountsEqualHuggingFace(String backend, FamilyGoldens family, JsonNode golden) {
        Prompt prompt = Prompt.of(family.placeholder()).withImage(LlavaGoldens.picture(golden));
        MultiModalProcessor processor = processor(family, backend);
        try (ProcessedInputs inputs = processor.apply(prompt)) {
            golden.get("outputs")
                    .properties()
                    .forEach(output -> requireEqual(output.getKey(), output.getValue(), inputs));
            assertThat(inputs.promptTokenIds()).hasSize(golden.get("tokens").asInt());
        }
        TokenCounts counts = processor.count(prompt);
        assertThat(counts.promptTokens()).isEqualTo(golden.get("tokens").asInt());
        assertThat(counts.items().get("image"))
                .containsExactly(golden.get("embeddings").asInt());
    }

    /** The bytes are compared, and the shape but for a leading 1: Hugging Face's batch of one prompt. */
    private static void requireEqual(String name, JsonNode golden, ProcessedInputs inputs) {
        switch (name) {
            case "global_view" ->
                requireClose(
                        golden, inputs.field("pixel_values").tensor().slice(0).slice(0));
            case "sub_crops" -> {
                Tensor crops = inputs.field("pixel_values").tensor().slice(0);
                requireSame(golden, crops.narrow(1, 1 + golden.at("/shape/0").asLong()));
                requireZero(crops.narrow(1 + golden.at("/shape/0").asLong(), crops.dim(0)));
            }
            default -> {
                if (inputs.fields().containsKey(name)) {
                    requireSame(golden, inputs.field(name).tensor());
                } else {
                    // Of what Hugging Face makes, vLLM drops Pixtral's image_sizes.
                    assertThat(name).isEqualTo("image_sizes");
                }
            }
        }
    }

    private static void requireSame(JsonNode golden, Tensor found) {
        assertThat(found.dtype().typeName()).isEqualTo(golden.get("dtype").asText());
        assertThat(withoutOnes(found.shape())).isEqualTo(withoutOnes(shape(golden)));
        assertThat(found.sha256()).isEqualTo(golden.get("sha256").asText());
    }

    private static void requireClose(JsonNode golden, Tensor found) {
        float[] values = found.toFloatArray();
        assertThat(withoutOnes(found.shape())).isEqualTo(withoutOnes(shape(golden)));
        golden.get("samples")
                .properties()
                .forEach(sample -> assertThat(values[Integer.parseInt(sample.getKey())])
                        .isCloseTo((float) sample.getValue().asDouble(), within(1e-5f)));
    }

    private static void requireZero(Tensor found) {
        for (float value : found.toFloatArray()) {
            assertThat(value).isZero();
        }
    }

    private static long[] shape(JsonNode golden) {
        JsonNode shape = golden.get("shape");
        long[] sizes = new long[shape.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = shape.get(axis).asLong();
        }
        return sizes;
    }

    private static List<Long> withoutOnes(long[] shape) {
        List<Long> sizes = new ArrayList<>();
        for (long size : shape) {
            if (size != 1) {
                sizes.add(size);
            }
        }
        return sizes;
    }

    static Stream<Arguments> prompts() {
        return FamilyGoldens.all().stream()
                .flatMap(family -> family.prompts().stream().map(golden -> Arguments.of(family, golden)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("prompts")
    void promptsEqualHuggingFace(FamilyGoldens family, JsonNode golden) {
        MultiModalProcessor processor = processor(family, "java");
        Prompt text = withImages(Prompt.of(golden.get("text").asText()), golden);
        Prompt tokens = withImages(Prompt.ofTokenIds(processor.tokenize(text)), golden);
        for (Prompt form : List.of(text, tokens)) {
            try (ProcessedInputs inputs = processor.apply(form)) {
                assertThat(inputs.promptTokenIds()).hasSize(golden.get("count").asInt());
                assertThat(sha256(inputs.promptTokenIds()))
                        .isEqualTo(golden.get("sha256").asText());
                assertThat(embeddings(inputs))
                        .hasToString(golden.get("embeddings").toString());
            }
        }
    }

    private static Prompt withImages(Prompt prompt, JsonNode golden) {
        Prompt result = prompt;
        for (JsonNode size : golden.get("images")) {
            result = result.withImage(
                    TestPictures.png(size.get(0).asInt(), size.get(1).asInt(), 0));
        }
        return result;
    }

    /** Where embeddings go, as beginnings and ends in the prompt; runs of neighbouring items join. */
    private static String embeddings(ProcessedInputs inputs) {
        List<int[]> runs = new ArrayList<>();
        for (PlaceholderRange range : inputs.placeholders().getOrDefault("image", List.of())) {
            for (PlaceholderRange.Run run : range.isEmbed()) {
                int start = range.offset() + run.start();
                int end = range.offset() + run.end();
                if (!runs.isEmpty() && runs.get(runs.size() - 1)[1] == start) {
                    runs.get(runs.size() - 1)[1] = end;
                } else {
                    runs.add(new int[] {start, end});
                }
            }
        }
        StringBuilder text = new StringBuilder();
        runs.forEach(run -> text.append(text.isEmpty() ? "" : ",").append("[" + run[0] + "," + run[1] + "]"));
        return "[" + text + "]";
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
