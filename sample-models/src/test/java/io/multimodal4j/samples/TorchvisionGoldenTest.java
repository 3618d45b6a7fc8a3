package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parity with torchvision, on every back end, against the real "fast" processors of transformers. */
class TorchvisionGoldenTest {

    private static final Map<String, MultiModalProcessor> PROCESSORS = new HashMap<>();

    private static MultiModalProcessor processor(String family, String backend) {
        return PROCESSORS.computeIfAbsent(
                family + " on " + backend,
                name -> MultiModalProcessor.builder(Path.of("models", family))
                        .backend(backend)
                        .load());
    }

    static Stream<Arguments> pictures() {
        return Goldens.list("torchvision", "fast").stream()
                .flatMap(golden -> Backends.here().map(backend -> Arguments.of(backend, golden)));
    }

    @AfterAll
    static void everythingIsReturned() {
        PROCESSORS.values().forEach(processor -> {
            assertThat(processor.allocator().liveTensors()).isZero();
            processor.close();
        });
        PROCESSORS.clear();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("pictures")
    void fieldsEqualTheFastProcessors(String backend, JsonNode golden) {
        String family = golden.get("family").asText();
        Prompt prompt = Prompt.of(FamilyGoldens.placeholderOf(family))
                .withImage(TestPictures.png(
                        golden.get("width").asInt(), golden.get("height").asInt(), 0))
                .withProcessorKwargs(Map.of("parity", "torchvision"));
        try (ProcessedInputs inputs = processor(family, backend).apply(prompt)) {
            golden.get("outputs").properties().forEach(output -> {
                // Of what they make, vLLM drops Pixtral's image_sizes; and the masks of Idefics3 are floats there and
                // int64 in Pillow's and ours.
                if (inputs.fields().containsKey(output.getKey())
                        && !output.getKey().equals("pixel_attention_mask")) {
                    Tensor found = inputs.field(output.getKey()).tensor();
                    assertThat(found.sha256())
                            .as(output.getKey())
                            .isEqualTo(output.getValue().get("sha256").asText());
                }
            });
        }
    }
}
