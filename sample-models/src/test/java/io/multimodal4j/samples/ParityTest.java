package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The two parities of resizing and normalising, as an option of the load and of a request; goldens of the real "fast" processors by make_torch_goldens.py. */
class ParityTest {

    private static final ProcessorKwargs TORCHVISION = ProcessorKwargs.parse("{\"parity\": \"torchvision\"}");
    private static final Path MODELS = Path.of("models");

    static Stream<Arguments> goldens() {
        return Goldens.list("torchvision", "fast").stream()
                .filter(golden -> golden.get("outputs").has("pixel_values")
                        && golden.get("width").asInt() == 640
                        && golden.get("height").asInt() == 480)
                .flatMap(golden -> Backends.here().map(backend -> Arguments.of(backend, golden)));
    }

    static Stream<Path> directoriesWithPictures() throws IOException {
        return EveryModelTest.directories().stream()
                .filter(directory -> !directory.endsWith("whisper") && !directory.endsWith("qwen2-audio"));
    }

    private static Prompt prompt(MultiModalProcessor processor, ImageItem picture) {
        String target = processor
                .schema()
                .modality("image")
                .orElseThrow()
                .promptUpdates()
                .get(0)
                .target();
        return Prompt.of(target.replace(PromptUpdate.NUMBER, "1") + "x").withImage(picture);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void ofLoadAndOfRequestAndApartInCaches(String backend, JsonNode golden) {
        Path directory = MODELS.resolve(golden.get("family").asText());
        ImageItem picture = ImageItem.of(TestPictures.png(
                golden.get("width").asInt(), golden.get("height").asInt(), 0));
        String expected =
                golden.get("outputs").get("pixel_values").get("sha256").asText();
        try (MultiModalProcessor ofLoad = MultiModalProcessor.builder(directory)
                        .backend(backend)
                        .processorKwargs(TORCHVISION)
                        .load();
                MultiModalProcessor ofRequest =
                        MultiModalProcessor.builder(directory).backend(backend).load();
                ProcessedInputs one = ofLoad.apply(prompt(ofLoad, picture));
                ProcessedInputs other =
                        ofRequest.apply(prompt(ofRequest, picture).withProcessorKwargs(TORCHVISION));
                ProcessedInputs pil = ofRequest.apply(prompt(ofRequest, picture))) {
            assertThat(one.field("pixel_values").tensor().sha256()).isEqualTo(expected);
            assertThat(other.field("pixel_values").tensor().sha256()).isEqualTo(expected);
            assertThat(one.hashes()).isEqualTo(other.hashes());
            assertThat(pil.hashes()).isNotEqualTo(other.hashes());
            assertThat(pil.field("pixel_values").tensor().sha256()).isNotEqualTo(expected);
        }
    }

    /** All families, and both modes, have the same bytes on every back end; Phi-3.5's float resize is equal within its tolerance and is compared elsewhere. */
    @ParameterizedTest
    @MethodSource("directoriesWithPictures")
    void backEndsAgree(Path directory) {
        ImageItem picture = ImageItem.of(TestPictures.png(501, 233, 1));
        List<String> found = new ArrayList<>();
        Backends.here().forEach(backend -> {
            try (MultiModalProcessor processor = MultiModalProcessor.builder(directory)
                            .backend(backend)
                            .processorKwargs(TORCHVISION)
                            .load();
                    ProcessedInputs inputs = processor.apply(prompt(processor, picture))) {
                assertThat(processor.itemProcessor("image").parity()).contains(Parity.TORCHVISION);
                found.add(inputs.fields().values().stream()
                        .map(field -> field.items().get(0).sha256())
                        .toList()
                        .toString());
            }
        });
        assertThat(found.stream().distinct()).hasSize(1);
    }

    @Test
    void modesShareNothingInACache() {
        ImageItem picture = ImageItem.of(TestPictures.png(640, 480, 0));
        try (MultiModalCache cache = MultiModalCache.ofBytes(64 << 20);
                MultiModalProcessor processor = MultiModalProcessor.builder(MODELS.resolve("llava-1.5"))
                        .backend("java")
                        .cache(cache)
                        .load()) {
            Prompt prompt = Prompt.of("<image><image>").with(picture).with(picture, "one id");
            List<String> seen = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                for (String mode : List.of("pil", "torchvision")) {
                    try (ProcessedInputs inputs = processor.apply(
                            prompt.withProcessorKwargs(ProcessorKwargs.parse("{\"parity\": \"" + mode + "\"}")))) {
                        seen.add(inputs.field("pixel_values").items().get(0).sha256());
                        assertThat(inputs.field("pixel_values").items().get(1).sha256())
                                .isEqualTo(seen.get(seen.size() - 1));
                    }
                }
            }
            assertThat(seen.subList(0, 2)).isEqualTo(seen.subList(2, 4)).doesNotHaveDuplicates();
            assertThat(cache.stats().misses()).isEqualTo(4);
            assertThat(cache.stats().hits()).isEqualTo(4);
            // The default said aloud is the default.
            try (ProcessedInputs inputs = processor.apply(prompt)) {
                assertThat(inputs.field("pixel_values").items().get(0).sha256()).isEqualTo(seen.get(0));
            }
            assertThat(cache.stats().hits()).isEqualTo(6);
        }
    }

    /** Pictures are Pillow's and videos torchvision's by default, and each can be chosen alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{} | PIL | TORCHVISION",
                "{\"parity\": \"pil\"} | PIL | PIL",
                "{\"images_kwargs\": {\"parity\": \"torchvision\"}} | TORCHVISION | TORCHVISION",
                "{\"videos_kwargs\": {\"parity\": \"pil\"}} | PIL | PIL",
            })
    void modalitiesAreChosenAlone(String kwargs, Parity pictures, Parity videos) {
        try (MultiModalProcessor processor = MultiModalProcessor.builder(MODELS.resolve("qwen2-vl"))
                .backend("java")
                .processorKwargs(ProcessorKwargs.parse(kwargs))
                .load()) {
            assertThat(processor.itemProcessor("image").parity()).contains(pictures);
            assertThat(processor.itemProcessor("video").parity()).contains(videos);
        }
    }

    @Test
    void processorsWithoutThemRefuse() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> MultiModalProcessor.builder(MODELS.resolve("whisper"))
                        .processorKwargs(TORCHVISION)
                        .load())
                .withMessageContaining("'parity' is no processor option of the model Whisper");
        try (MultiModalProcessor processor = MultiModalProcessor.builder(MODELS.resolve("qwen2-audio"))
                .backend("java")
                .load()) {
            assertThat(processor.itemProcessor("audio").parity()).isEqualTo(Optional.empty());
            Prompt prompt = Prompt.of("<|AUDIO|>")
                    .withAudio(AudioItem.of(TestSounds.wav(16_000, 16_000)))
                    .withProcessorKwargs(TORCHVISION);
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> processor.apply(prompt))
                    .withMessageContaining("'parity' is no processor option of the model Qwen2Audio");
        }
    }

    @ParameterizedTest
    @CsvSource({"4, BOX", "5, HAMMING"})
    void filtersThatTorchvisionHasNotAreRefusedAtLoad(int code, String filter) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> MultiModalProcessor.builder(MODELS.resolve("llava-1.5"))
                        .processorKwargs(
                                ProcessorKwargs.parse("{\"parity\": \"torchvision\", \"resample\": " + code + "}"))
                        .load())
                .withMessageContaining("a filter that torchvision has", filter);
    }
}
