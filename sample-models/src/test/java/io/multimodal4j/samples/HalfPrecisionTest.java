package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.kernel.HalfPrecision;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.testing.Conformance;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields in bfloat16 and float16: those of float32, which are held against the real processors elsewhere, each number rounded once. */
class HalfPrecisionTest {

    private static final Path HARBOUR = Path.of("images/harbour.jpg");

    static Stream<Arguments> everything() throws IOException {
        List<String> backends = Backends.here().toList();
        return EveryModelTest.directories().stream()
                .flatMap(directory -> backends.stream()
                        .flatMap(backend -> Stream.of(DType.BFLOAT16, DType.FLOAT16)
                                .map(dtype -> Arguments.of(directory, backend, dtype))));
    }

    private static MultiModalProcessor load(Path directory, String backend, DType dtype) {
        return MultiModalProcessor.builder(directory)
                .backend(backend)
                .dtype(dtype)
                .load();
    }

    /** A prompt with items of everything that a model takes, two where it takes two. */
    private static Prompt prompt(MultiModalProcessor processor) {
        // Its text has the placeholders.
        Prompt prompt = processor.dummyInputs(processor.schema().modalities().stream()
                .map(ModelSchema.ModalitySchema::modality)
                .collect(Collectors.toMap(modality -> modality, modality -> Math.min(2, processor.limit(modality)))));
        Prompt.Builder builder = Prompt.builder();
        prompt.segments().forEach(builder::segment);
        Prompt result = builder.build();
        for (ModelSchema.ModalitySchema modality : processor.schema().modalities()) {
            for (MediaItem item :
                    items(modality.modality()).subList(0, Math.min(2, processor.limit(modality.modality())))) {
                result = result.with(item);
            }
        }
        return result;
    }

    private static List<? extends MediaItem> items(String modality) {
        return switch (modality) {
            case "image" -> List.of(ImageItem.of(HARBOUR), ImageItem.of(TestPictures.png(333, 120, 5)));
            case "video" -> {
                VideoItem video = VideoItem.ofFrames(IntStream.range(0, 4)
                        .mapToObj(i -> ImageItem.of(TestPictures.png(90, 70, i)))
                        .toList());
                yield List.of(video, video);
            }
            default ->
                List.of(AudioItem.of(TestSounds.wav(22_050, 22_050)), AudioItem.of(TestSounds.wav(16_000, 16_000)));
        };
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyNumberIsRoundedOnce(Path directory, String backend, DType dtype) {
        try (MultiModalProcessor wide = load(directory, backend, DType.FLOAT32);
                MultiModalProcessor narrow = load(directory, backend, dtype);
                ProcessedInputs expected = wide.apply(prompt(wide));
                ProcessedInputs found = narrow.apply(prompt(narrow))) {
            assertThat(found.promptTokenIds()).containsExactly(expected.promptTokenIds());
            assertThat(found.fields()).containsOnlyKeys(expected.fields().keySet());
            found.fields().forEach((name, field) -> {
                List<Tensor> items = expected.field(name).items();
                for (int i = 0; i < items.size(); i++) {
                    check(items.get(i), field.items().get(i), dtype);
                }
                assertThat(field.spec().dtype()).isEqualTo(field.items().get(0).dtype());
            });
            found.hashes()
                    .forEach((modality, hashes) -> assertThat(hashes)
                            .doesNotContainAnyElementsOf(expected.hashes().get(modality)));
        }
    }

    private static void check(Tensor wide, Tensor narrow, DType dtype) {
        assertThat(narrow.shape()).containsExactly(wide.shape());
        if (wide.dtype() != DType.FLOAT32) {
            assertThat(narrow.sha256()).isEqualTo(wide.sha256());
            return;
        }
        assertThat(narrow.dtype()).isEqualTo(dtype);
        FloatBuffer values = wide.asByteBuffer().asFloatBuffer();
        ShortBuffer bits = narrow.asByteBuffer().asShortBuffer();
        for (int i = 0; values.hasRemaining(); i++) {
            float value = values.get();
            short rounded = dtype == DType.BFLOAT16 ? HalfPrecision.toBfloat16(value) : HalfPrecision.toFloat16(value);
            if (bits.get() != rounded) {
                throw new AssertionError("element " + i + " is not " + value + " rounded");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.multimodal4j.samples.EveryModelTest#directories")
    void modelsConform(Path directory) {
        Conformance.of(directory).backend("java").dtype(DType.BFLOAT16).check();
    }

    @Test
    void itemsOfTwoTypesShareNothingInACache() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(64 << 20)) {
            for (DType dtype : List.of(DType.FLOAT32, DType.BFLOAT16, DType.FLOAT16)) {
                for (int round = 0; round < 2; round++) {
                    try (MultiModalProcessor processor = MultiModalProcessor.builder(Path.of("models/llava-1.5"))
                                    .backend("java")
                                    .cache(cache)
                                    .dtype(dtype)
                                    .load();
                            ProcessedInputs inputs = processor.apply(Prompt.of("<image><image>")
                                    .withImage(HARBOUR)
                                    .with(ImageItem.of(HARBOUR), "harbour"))) {
                        assertThat(inputs.field("pixel_values").tensor().dtype())
                                .isEqualTo(dtype);
                        assertThat(processor
                                        .schema()
                                        .modality("image")
                                        .orElseThrow()
                                        .fields())
                                .allMatch(field -> field.dtype() == dtype);
                    }
                }
            }
            assertThat(cache.stats().hits()).isEqualTo(6);
            assertThat(cache.stats().misses()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16"})
    void precomputedEmbeddingsAreRoundedTooOrTakenAsTheyAre(DType dtype) {
        TensorAllocator allocator = new TensorAllocator();
        try (MultiModalProcessor processor = load(Path.of("models/qwen2-vl"), "java", dtype);
                Tensor wide = allocator.allocate(DType.FLOAT32, 6, 8);
                Tensor narrow = allocator.allocate(dtype, 6, 8).fill((byte) 17);
                Tensor grid = allocator.allocate(DType.INT64, 3)) {
            grid.asByteBuffer().asLongBuffer().put(new long[] {1, 4, 6});
            FloatBuffer values = wide.asByteBuffer().asFloatBuffer();
            IntStream.range(0, 48).forEach(i -> values.put(i / 7f - 3));
            Prompt prompt = Prompt.of("<|image_pad|><|image_pad|>");
            for (Tensor given : List.of(wide, narrow)) {
                prompt = prompt.with(new EmbeddingsItem(
                        "image", Map.of("image_embeds", given, "image_grid_thw", grid), Optional.empty()));
            }
            try (ProcessedInputs inputs = processor.apply(prompt)) {
                List<Tensor> items = inputs.field("image_embeds").items();
                check(wide, items.get(0), dtype);
                assertThat(items.get(1).sha256()).isEqualTo(narrow.sha256());
            }
        }
    }

    @Test
    void otherTypesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MultiModalProcessor.builder(Path.of("models/llava-1.5")).dtype(DType.FLOAT64))
                .withMessage("float fields are float32, bfloat16 or float16, not float64");
    }

    /** The type is the load's, parity a request's too: the two do not disturb each other. */
    @Test
    void withOptionsOfARequest() {
        try (MultiModalProcessor processor = load(Path.of("models/llava-1.5"), "java", DType.FLOAT16);
                ProcessedInputs inputs = processor.apply(Prompt.of("<image>")
                        .withImage(HARBOUR)
                        .withProcessorKwargs(ProcessorKwargs.parse("{\"parity\": \"torchvision\"}")))) {
            assertThat(inputs.field("pixel_values").tensor().dtype()).isEqualTo(DType.FLOAT16);
        }
    }
}
