package io.multimodal4j.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.MultiModalProcessorBuilder;
import io.multimodal4j.TestPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.CachedItem;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.omni.OmniModel;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.prompt.PromptItem;
import io.multimodal4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with items of every modality and every kind, without a cache. */
class PipelineTest {

    private static final int IMAGE = 3;
    private static final int VIDEO = 4;
    private static final int AUDIO = 5;
    private static final int BREAK = 6;

    private static final byte[] PIXELS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    private static final ImageItem PICTURE = ImageItem.ofPixels(PIXELS, PixelLayout.HWC_RGB, new ImageSize(2, 2));
    private static final VideoItem CLIP = VideoItem.ofFrames(List.of(PICTURE, PICTURE, PICTURE));
    private static final AudioItem SOUND = AudioItem.ofSamples(new float[] {1, 2, 3}, 1000);

    @TempDir
    private Path folder;

    private MultiModalProcessor processor;

    private MultiModalProcessorBuilder builder() throws IOException {
        return MultiModalProcessor.builder(OmniModel.write(folder))
                .backend("java")
                .registry(OmniModel.registry());
    }

    @BeforeEach
    void load() throws IOException {
        processor = builder().load();
    }

    @AfterEach
    void close() {
        assertThat(processor.allocator().liveTensors()).isZero();
        processor.close();
    }

    @Test
    void modalitiesInterleaveAndEveryFieldIsWhereItBelongs() {
        Prompt prompt = Prompt.of("<audio>a<image>b<video>c<image>")
                .withImage(PICTURE)
                .withVideo(CLIP)
                .withImage(ImageItem.of(TestPictures.png(20, 40, 0)))
                .withAudio(SOUND);
        try (ProcessedInputs inputs = processor.apply(prompt)) {
            assertThat(inputs.promptTokenIds())
                    .startsWith(1, AUDIO)
                    .endsWith(IMAGE, IMAGE, BREAK, IMAGE, IMAGE, BREAK, IMAGE, IMAGE, BREAK);
            assertThat(inputs.placeholders().keySet()).containsExactly("image", "video", "audio");
            assertThat(inputs.placeholders().get("audio")).containsExactly(PlaceholderRange.ofEmbeds(1, 1));
            assertThat(inputs.placeholders().get("image").get(0)).isEqualTo(PlaceholderRange.ofMask(3, true, false));
            assertThat(inputs.placeholders().get("video"))
                    .containsExactly(PlaceholderRange.ofMask(6, true, true, true, false));
            assertThat(inputs.items().get("image")).hasSize(2);
            assertThat(inputs.items()
                            .get("image")
                            .get(0)
                            .field("pixel_values")
                            .tensor()
                            .toFloatArray())
                    .containsExactly(1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12);
            assertThat(inputs.field("image_sizes").tensor().toLongArray()).containsExactly(2, 2, 40, 20);
            assertThat(inputs.field("pixel_values").merged()).isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(() -> inputs.field("pixel_values").tensor())
                    .withMessageContaining("are not merged, because they stay a list");
            assertThat(inputs.field("pixel_values_videos").tensor().toFloatArray())
                    .containsExactly(22, 26, 30, 22, 26, 30, 22, 26, 30);
            assertThat(inputs.field("channels").tensor().toLongArray()).containsExactly(3);
            assertThat(inputs.field("input_features").tensor().toFloatArray()).containsExactly(6);
            assertThat(inputs.timings().nanos(Stage.PREPROCESS)).isPositive();
            assertThat(inputs.promptTokens()).isEqualTo(inputs.promptTokenIds().length);
        }
    }

    @Test
    void segmentsOfEveryKind() {
        Prompt prompt = Prompt.builder()
                .template("<s>")
                .item(CLIP)
                .text("<image> what?")
                .item(PromptItem.of(PICTURE, "mine"))
                .tokenIds(2, AUDIO)
                .build()
                .withAudio(SOUND)
                .withoutSpecialTokens();
        try (ProcessedInputs inputs = processor.apply(prompt)) {
            assertThat(inputs.promptTokenIds())
                    .startsWith(1, VIDEO, VIDEO, VIDEO, BREAK)
                    .endsWith(IMAGE, BREAK, 2, AUDIO);
            assertThat(inputs.promptTokenIds()).hasSize(5 + "<image> what?".length() + 4);
        }
        assertThat(processor.count(prompt).items())
                .isEqualTo(Map.of("image", List.of(1), "video", List.of(3), "audio", List.of(1)));
    }

    @Test
    void everyLayoutOfPixelsIsTheSamePicture() {
        byte[] bgr = {3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10};
        byte[] planes = {1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12};
        byte[] opaque = {1, 2, 3, -1, 4, 5, 6, -1, 7, 8, 9, -1, 10, 11, 12, -1};
        ImageSize size = new ImageSize(2, 2);
        for (ImageItem picture : List.of(
                ImageItem.ofPixels(bgr, PixelLayout.HWC_BGR, size),
                ImageItem.ofPixels(planes, PixelLayout.CHW_RGB, size),
                ImageItem.ofPixels(opaque, PixelLayout.HWC_RGBA, size))) {
            try (ProcessedInputs inputs = processor.apply(Prompt.of("<image>").withImage(picture))) {
                assertThat(inputs.items()
                                .get("image")
                                .get(0)
                                .field("pixel_values")
                                .tensor()
                                .toFloatArray())
                        .as(picture.toString())
                        .containsExactly(1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12);
            }
        }
        ImageItem grey = ImageItem.ofPixels(new byte[] {9, 8}, PixelLayout.HW_GREY, new ImageSize(2, 1));
        ImageItem clear =
                ImageItem.ofPixels(new byte[] {1, 2, 3, 0, 5, 5, 5, 0}, PixelLayout.HWC_RGBA, new ImageSize(2, 1));
        try (ProcessedInputs inputs =
                processor.apply(Prompt.of("<image><image>").withImage(grey).withImage(clear))) {
            List<ItemFields> items = inputs.items().get("image");
            assertThat(items.get(0).field("pixel_values").tensor().toFloatArray())
                    .containsExactly(9, 8, 9, 8, 9, 8);
            assertThat(items.get(1).field("pixel_values").tensor().toFloatArray())
                    .containsOnly(255);
        }
    }

    @Test
    void severalChannelsOfASoundBecomeTheirMean() {
        AudioItem stereo = new AudioItem.Samples(new float[] {1, 3, 2, 4}, 2, 1000);
        try (ProcessedInputs inputs = processor.apply(Prompt.of("<audio>").withAudio(stereo))) {
            assertThat(inputs.field("input_features").tensor().toFloatArray()).containsExactly(5);
        }
    }

    @Test
    void paddedFieldsAreMergedOnDemand() {
        Prompt prompt = Prompt.of("<audio><audio>")
                .withAudio(AudioItem.ofSamples(new float[150], 1000))
                .withAudio(SOUND);
        ProcessedInputs inputs = processor.apply(prompt);
        ProcessedField features = inputs.field("input_features");
        assertThat(features.items()).hasSize(2);
        assertThat(features.tensor().shape()).containsExactly(2, 2);
        assertThat(features.tensor().toFloatArray()).containsExactly(0, 0, 6, 0);
        assertThat(features.tensor()).isSameAs(features.tensor());
        inputs.close();
        inputs.close();
        assertThatIllegalStateException().isThrownBy(features::tensor).withMessageContaining("already closed");
    }

    @Test
    void embeddingsAreItems() {
        try (Tensor embeddings =
                        processor.allocator().allocate(DType.FLOAT32, 3, 4).fill((byte) 0);
                Tensor wrong =
                        processor.allocator().allocate(DType.FLOAT32, 3, 5).fill((byte) 0)) {
            EmbeddingsItem item =
                    new EmbeddingsItem("image", Map.of("image_embeds", embeddings), Optional.of(new ImageSize(48, 16)));
            Prompt prompt = Prompt.of("<image>a<image>").with(item).withImage(PICTURE);
            try (ProcessedInputs inputs = processor.apply(prompt)) {
                assertThat(inputs.placeholders().get("image").get(0))
                        .isEqualTo(PlaceholderRange.ofMask(1, true, true, true, false));
                List<ItemFields> items = inputs.items().get("image");
                assertThat(items.get(0).fields().keySet()).containsExactly("image_embeds");
                assertThat(items.get(0).field("image_embeds").tensor().shape()).containsExactly(3, 4);
                assertThat(items.get(1).fields().keySet()).containsExactly("image_sizes", "pixel_values");
                assertThat(inputs.field("pixel_values").items()).hasSize(1);
                assertThat(inputs.hashes().get("image")).doesNotHaveDuplicates();
            }
            assertThat(processor.count(prompt).items().get("image")).containsExactly(3, 1);
            Prompt one = Prompt.of("<image>");
            fails(
                    one.with(EmbeddingsItem.of("image", embeddings)),
                    "depends on more than the number of its embeddings");
            fails(
                    one.with(new EmbeddingsItem(
                            "image", Map.of("image_embeds", embeddings), Optional.of(new ImageSize(64, 16)))),
                    "image 0 was given with 3 embeddings, but of its size 64x16 the model makes 4");
            fails(
                    one.with(EmbeddingsItem.of("image", wrong)),
                    "is float32[3, 5], but the model declares float32 [tokens 4]");
            fails(
                    Prompt.of("<audio>").with(EmbeddingsItem.of("audio", embeddings)),
                    "no encode method of the model takes them; it takes [[input_features]]");
        }
    }

    private void fails(Prompt prompt, String message) {
        assertThatExceptionOfType(PromptException.class)
                .isThrownBy(() -> processor.apply(prompt))
                .withMessageContaining(message);
    }

    @Test
    void anItemKnownByItsIdAloneNeedsACache() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor.apply(
                        Prompt.of("<image><image>").withImage(PICTURE).with(new CachedItem("image"), "mine")))
                .withMessage("cache miss for image 1: data not provided; send the request again with the item itself");
    }

    @Test
    void aFailureNamesItsItem() {
        byte[] png = TestPictures.png(20, 20, 0);
        byte[] damaged = Arrays.copyOf(png, png.length / 2);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor.apply(
                        Prompt.of("<image><image>").withImage(PICTURE).withImage(damaged)))
                .withMessageStartingWith("image 1: ")
                .withMessageContaining("damaged");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor.apply(Prompt.of("<image>")
                        .withImage(ImageItem.ofPixels(new byte[3], PixelLayout.HWC_RGB, new ImageSize(1, 1)))))
                .withMessage("image 0: pictures of one column cannot be processed");
    }

    /** vLLM's T13: options of the processor and options of the call give the same; the call's win. */
    @Test
    void optionsReachCountsProcessorsAndKeys() throws IOException {
        Prompt prompt = Prompt.of("<image>").withImage(ImageItem.blank(new ImageSize(32, 16)));
        Prompt small = prompt.withProcessorKwargs(Map.of("cell", 8));
        try (MultiModalProcessor loaded = builder()
                        .processorKwargs(ProcessorKwargs.of(Map.of("cell", 8)))
                        .load();
                ProcessedInputs standard = processor.apply(prompt);
                ProcessedInputs byCall = processor.apply(small);
                ProcessedInputs byLoad = loaded.apply(prompt);
                ProcessedInputs both = loaded.apply(prompt.withProcessorKwargs(Map.of("cell", 16)))) {
            assertThat(standard.placeholders().get("image").get(0).embeds()).isEqualTo(2);
            assertThat(byCall.placeholders().get("image").get(0).embeds()).isEqualTo(8);
            assertThat(byLoad.placeholders()).isEqualTo(byCall.placeholders());
            assertThat(both.placeholders()).isEqualTo(standard.placeholders());
            assertThat(byLoad.hashes()).isEqualTo(byCall.hashes()).isNotEqualTo(standard.hashes());
            assertThat(both.hashes()).isEqualTo(standard.hashes());
            assertThat(processor.count(small).items().get("image")).containsExactly(8);
            assertThat(loaded.maxTokensPerItem("image", 100)).isEqualTo(6);
        }
        try (ProcessedInputs inverted = processor.apply(prompt.withProcessorKwargs(
                ProcessorKwargs.parse("{\"images_kwargs\": {\"do_invert\": true}, \"gain\": 2.0}")))) {
            assertThat(inverted.items()
                            .get("image")
                            .get(0)
                            .field("pixel_values")
                            .tensor()
                            .toFloatArray())
                    .containsOnly(0);
        }
        try (ProcessedInputs loud =
                processor.apply(Prompt.of("<audio>").withAudio(SOUND).withProcessorKwargs(Map.of("gain", 2)))) {
            assertThat(loud.field("input_features").tensor().toFloatArray()).containsExactly(12);
        }
    }

    /** Of T13, vLLM ignores what it does not know; here it is an error (decision 0013). */
    @Test
    void unknownAndIllTypedOptionsAreErrors() {
        Prompt prompt = Prompt.of("<image>").withImage(PICTURE);
        optionsFail(prompt.withProcessorKwargs(Map.of("sell", 8)), "'sell' is no processor option");
        optionsFail(prompt.withProcessorKwargs(Map.of("sell", 8)), "{audio=[gain], image=[cell, do_invert], video=[]}");
        optionsFail(
                prompt.withProcessorKwargs(Map.of("images_kwargs", Map.of("gain", 8))),
                "'gain' in 'images_kwargs' is no processor option");
        optionsFail(
                prompt.withProcessorKwargs(Map.of("images_kwargs", 8)),
                "the processor options: images_kwargs is 8, expected an object");
        optionsFail(
                prompt.withProcessorKwargs(Map.of("cell", "8")),
                "the processor options: cell is \"8\", expected a whole number");
        assertThat(processor.count(prompt).promptTokens()).isEqualTo(3);
    }

    private void optionsFail(Prompt prompt, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> processor.apply(prompt))
                .withMessageContaining(message);
    }

    @Test
    void dummyItemsOfEveryModality() {
        Prompt dummies = processor.dummyInputs(Map.of("image", 2, "video", 1, "audio", 1));
        try (ProcessedInputs inputs = processor.apply(dummies)) {
            assertThat(inputs.placeholders().get("image"))
                    .extracting(PlaceholderRange::embeds)
                    .containsOnly(processor.maxTokensPerItem("image", 100))
                    .hasSize(2);
            assertThat(inputs.placeholders().get("video").get(0).embeds())
                    .isEqualTo(processor.maxTokensPerItem("video", 100));
            assertThat(inputs.placeholders().get("audio").get(0).embeds())
                    .isEqualTo(processor.maxTokensPerItem("audio", 100))
                    .isEqualTo(7);
        }
    }

    /** vLLM's T12, its later era: so many items under such a limit. */
    @ParameterizedTest
    @CsvSource({"0, 0, true", "0, 1, true", "1, 0, false", "1, 1, true", "1, 2, true", "2, 1, false", "2, 2, true"})
    void itemsWithinTheirLimit(int items, int limit, boolean fits) throws IOException {
        Prompt prompt = Prompt.of("<image>".repeat(items));
        for (int i = 0; i < items; i++) {
            prompt = prompt.withImage(PICTURE);
        }
        Prompt given = prompt;
        try (MultiModalProcessor limited = builder().limit("image", limit).load()) {
            if (fits) {
                assertThat(limited.count(given).items().getOrDefault("image", List.of()))
                        .hasSize(items);
            } else {
                assertThatExceptionOfType(PromptException.class)
                        .isThrownBy(() -> limited.count(given))
                        .withMessageContaining("got " + items + "; give fewer or raise the limit of modality image");
            }
        }
    }

    /** vLLM's T12: what the user allows of a modality of which the model takes three. More is an error at start (decision 0013), as in vLLM's first era. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 10})
    void theLowerLimitCounts(int allowed) throws IOException {
        MultiModalProcessorBuilder builder = builder().limit("video", allowed);
        if (allowed > 3) {
            assertThatIllegalArgumentException().isThrownBy(builder::load).withMessageContaining("supports at most 3");
            return;
        }
        try (MultiModalProcessor limited = builder.load()) {
            assertThat(limited.limit("video")).isEqualTo(allowed);
            assertThat(limited.count(Prompt.of("text")).promptTokens()).isPositive();
        }
        assertThat(processor.limit("video")).isEqualTo(3);
    }

    @Test
    void limitsAreThoseOfModelLoadAndRequest() throws IOException {
        Prompt four = Prompt.of("<video><video><video><video>")
                .withVideo(CLIP)
                .withVideo(CLIP)
                .withVideo(CLIP)
                .withVideo(CLIP);
        fails(four, "at most 3 videos may be given in one prompt, got 4; give fewer: the model supports no more");
        fails(
                Prompt.of("<audio>").withAudio(SOUND).withLimit("audio", 0),
                "at most 0 audios may be given in one prompt, got 1; give fewer or raise the limit of this request");
        try (MultiModalProcessor none = builder().limit("video", 0).load()) {
            assertThatExceptionOfType(PromptException.class)
                    .isThrownBy(() -> none.apply(Prompt.of("<video>").withVideo(CLIP)))
                    .withMessageContaining("at most 0 videos");
            assertThat(none.limit("video")).isZero();
        }
    }
}
