package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.engine.PromptFeatures;
import io.multimodal4j.engine.QwenVlMRope;
import io.multimodal4j.engine.RequestEmbeddings;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Qwen2-VL's pictures and videos that were encoded elsewhere, beside others that are not: vLLM's {@code image_embeds} with their {@code image_grid_thw}. */
class PrecomputedEmbeddingsTest {

    private static final int HIDDEN = 8;
    private static final String PICTURE = "<|vision_start|><|image_pad|><|vision_end|>";
    private static final String VIDEO = "<|vision_start|><|video_pad|><|vision_end|>";

    private final TensorAllocator allocator = new TensorAllocator();

    @AfterEach
    void nothingIsLeft() {
        assertThat(allocator.liveTensors()).isZero();
    }

    private MultiModalProcessor processor(Optional<MultiModalCache> cache) {
        var builder = MultiModalProcessor.builder(Path.of("models", "qwen2-vl"))
                .backend("java")
                .allocator(allocator);
        cache.ifPresent(builder::cache);
        return builder.load();
    }

    private Tensor rows(int rows, float first) {
        Tensor tensor = allocator.allocate(DType.FLOAT32, rows, HIDDEN);
        var buffer = tensor.asByteBuffer().asFloatBuffer();
        for (int i = 0; i < rows * HIDDEN; i++) {
            buffer.put(first + i);
        }
        return tensor;
    }

    private Tensor grid(long... sizes) {
        Tensor tensor = allocator.allocate(DType.INT64, 3);
        tensor.asByteBuffer().asLongBuffer().put(sizes);
        return tensor;
    }

    private static EmbeddingsItem item(String modality, Tensor embeddings, Tensor grid) {
        return new EmbeddingsItem(
                modality, Map.of(modality + "_embeds", embeddings, modality + "_grid_thw", grid), Optional.empty());
    }

    @Test
    void standBesidePixelsAndAreWhatTheyBecome() {
        check(Optional.empty());
    }

    /** Items in a cache have memory of their own, which the encode method returns whole. */
    @Test
    void comeOutOfACacheToo() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(64 << 20)) {
            check(Optional.of(cache));
            check(Optional.of(cache));
            assertThat(cache.stats().hits()).isPositive();
        }
    }

    private void check(Optional<MultiModalCache> cache) {
        try (MultiModalProcessor processor = processor(cache);
                Tensor image = rows(6, 100);
                Tensor imageGrid = grid(1, 4, 6);
                Tensor video = rows(4, 500);
                Tensor videoGrid = grid(2, 2, 4);
                ProcessedInputs inputs = processor.apply(Prompt.of(PICTURE + "and" + VIDEO + PICTURE)
                        .with(item("image", image, imageGrid))
                        .with(item("video", video, videoGrid))
                        .with(ImageItem.blank(new ImageSize(56, 56))))) {
            PromptFeatures features = PromptFeatures.of(inputs);
            assertThat(features.features())
                    .extracting(feature -> feature.position().embeds())
                    .containsExactly(6, 4, 4);
            assertThat(inputs.placeholders().get("image").get(0)).isEqualTo(PlaceholderRange.ofEmbeds(1, 6));
            try (RequestEmbeddings encoded = processor
                            .encoderRunner(processor.createModel(
                                    new ModelContext(Map.of(Modality.IMAGE, fields -> List.of(rows(4, 0))))))
                            .getMultiModalEmbeddings(List.of(features))
                            .get(0);
                    var positions = QwenVlMRope.qwen2Vl(2).positions(inputs.promptTokens(), features, allocator)) {
                assertThat(encoded.embeddings()).hasSize(3);
                assertThat(encoded.embeddings().get(0).toFloatArray()).isEqualTo(image.toFloatArray());
                assertThat(encoded.embeddings().get(1).toFloatArray()).isEqualTo(video.toFloatArray());
                assertThat(positions.positions().dim(1)).isEqualTo(inputs.promptTokens());
            }
            // The result of the encoder was closed, the request's own tensors are as they were.
            assertThat(inputs.field("image_embeds").items().get(0).toFloatArray())
                    .isEqualTo(image.toFloatArray());
        }
    }

    @Test
    void mustBeAsManyAsTheirGridSays() {
        try (MultiModalProcessor processor = processor(Optional.empty());
                Tensor image = rows(5, 0);
                Tensor even = grid(1, 4, 6);
                Tensor odd = grid(1, 3, 7)) {
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(() -> processor.apply(Prompt.of(PICTURE).with(item("image", image, even))))
                    .withMessage("an item has 6 rows of the flat field 'image_embeds' according to its"
                            + " 'image_grid_thw', but its tensor is float32[5, 8]");
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(() -> processor.apply(Prompt.of(PICTURE).with(item("image", image, odd))))
                    .withMessage(
                            "an item's size in 'image_grid_thw' is 21, but 4 make one row of the field 'image_embeds'");
        }
    }
}
