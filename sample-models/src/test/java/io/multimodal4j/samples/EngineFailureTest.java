package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.engine.EncoderCacheManager;
import io.multimodal4j.engine.EncoderRunner;
import io.multimodal4j.engine.MultiModalFeature;
import io.multimodal4j.engine.PromptFeatures;
import io.multimodal4j.engine.RequestEmbeddings;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * The failure that ends vLLM's engine (its issues 31404 and 55546): the count that a model's author declared is not kept by the encoder. Here it ends one request, with both numbers.
 */
class EngineFailureTest {

    private static final int HIDDEN = 4;
    private static final int DECLARED = 576;

    private final TensorAllocator allocator = new TensorAllocator();

    private MultiModalProcessor processor() {
        return MultiModalProcessor.builder(LlavaGoldens.MODEL_DIRECTORY)
                .backend("java")
                .allocator(allocator)
                .load();
    }

    /** A vision tower that makes of each picture as many rows as {@code rows} says. */
    private EncoderRunner runner(MultiModalProcessor processor, ToLongFunction<Tensor> rows) {
        return processor.encoderRunner(processor.createModel(new ModelContext(Map.of(Modality.IMAGE, fields -> {
            Tensor pictures = fields.get("pixel_values");
            List<Tensor> embeddings = new ArrayList<>();
            for (long i = 0; i < pictures.dim(0); i++) {
                embeddings.add(allocator.allocate(DType.FLOAT32, rows.applyAsLong(pictures.slice(i)), HIDDEN));
            }
            return embeddings;
        }))));
    }

    private static long keepsTheCount(Tensor picture) {
        return DECLARED;
    }

    /** As an encoder that drops a row of dark pictures. */
    private static long losesARowOfDarkPictures(Tensor picture) {
        return picture.toFloatArray()[0] < 0 ? DECLARED - 1 : DECLARED;
    }

    private static ImageItem picture(int grey) {
        byte[] pixels = new byte[40 * 30];
        Arrays.fill(pixels, (byte) grey);
        return ImageItem.ofPixels(pixels, PixelLayout.HW_GREY, new ImageSize(40, 30));
    }

    @Test
    void aCountThatIsNotKeptFailsItsRequestAlone() {
        ImageItem bright = picture(255);
        ImageItem dark = picture(0);
        try (MultiModalProcessor processor = processor();
                ProcessedInputs good = processor.apply(Prompt.of("<image>").withImage(bright));
                ProcessedInputs wrong = processor.apply(
                        Prompt.of("<image> and <image>").withImage(bright).withImage(dark));
                ProcessedInputs next = processor.apply(Prompt.of("<image>?").withImage(bright))) {
            EncoderRunner runner = runner(processor, EngineFailureTest::losesARowOfDarkPictures);
            List<RequestEmbeddings> together = runner.getMultiModalEmbeddings(
                    List.of(PromptFeatures.of(good), PromptFeatures.of(wrong), PromptFeatures.of(next)));
            assertThat(together.get(0).embeddings()).hasSize(1);
            assertThat(together.get(2).embeddings()).hasSize(1);
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(() -> together.get(1).embeddings())
                    .withMessage("item 1 of modality image has 576 placeholders, but the encode method returned"
                            + " float32[575, 4]; the token count that the model declares and its encoder disagree");
            together.forEach(RequestEmbeddings::close);

            try (RequestEmbeddings after = runner.getMultiModalEmbeddings(List.of(PromptFeatures.of(next)))
                    .get(0)) {
                assertThat(after.failure()).isEmpty();
                assertThat(after.embeddings().get(0).shape()).containsExactly(DECLARED, HIDDEN);
            }
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    /** The processor's own {@code embed} says the same of a single request, and the merge would not write a row. */
    @Test
    void aSingleRequestAndTheMergeSayBothNumbersToo() {
        try (MultiModalProcessor processor = processor();
                ProcessedInputs inputs = processor.apply(Prompt.of("<image>").withImage(picture(9)));
                Tensor embedding = allocator.allocate(DType.FLOAT32, DECLARED + 1, HIDDEN);
                Tensor mask = PromptFeatures.of(inputs).isMultimodal(0, inputs.promptTokens(), allocator);
                Tensor text = allocator.allocate(DType.FLOAT32, inputs.promptTokens(), HIDDEN)) {
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(() -> runner(processor, picture -> DECLARED + 1)
                            .embed(PromptFeatures.of(inputs).features()))
                    .withMessageContaining("has 576 placeholders, but the encode method returned float32[577, 4]");
            byte[] before = text.toByteArray();
            assertThatExceptionOfType(FieldException.class)
                    .isThrownBy(
                            () -> processor.embeddingMerger().mergeMultiModalEmbeddings(text, mask, List.of(embedding)))
                    .withMessage("Attempted to assign 577 = 577 multimodal tokens to 576 placeholders");
            assertThat(text.toByteArray()).isEqualTo(before);
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    /** What was promised a place in the encoder cache and failed leaves none behind: the same picture is encoded when it comes again. */
    @Test
    void theSamePictureSucceedsOnceTheEncoderDoes() {
        EncoderCacheManager cache = new EncoderCacheManager(DECLARED);
        try (MultiModalProcessor processor = processor();
                ProcessedInputs inputs = processor.apply(Prompt.of("<image>").withImage(picture(9)))) {
            PromptFeatures prompt = PromptFeatures.of(inputs);
            MultiModalFeature picture = prompt.features().get(0);
            for (ToLongFunction<Tensor> rows :
                    List.<ToLongFunction<Tensor>>of(p -> 1, EngineFailureTest::keepsTheCount)) {
                assertThat(cache.checkAndUpdateCache("request", picture)).isFalse();
                assertThat(cache.canAllocate(picture, DECLARED, 0)).isTrue();
                cache.allocate("request", picture);
                try (RequestEmbeddings encoded = runner(processor, rows)
                        .getMultiModalEmbeddings(List.of(prompt))
                        .get(0)) {
                    if (encoded.failure().isPresent()) {
                        assertThat(cache.discard(picture)).containsExactly("request");
                    }
                }
            }
            assertThat(cache.checkAndUpdateCache("request", picture)).isTrue();
        }
        assertThat(allocator.liveTensors()).isZero();
    }
}
