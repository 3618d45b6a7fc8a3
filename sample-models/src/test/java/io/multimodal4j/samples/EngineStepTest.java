package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.engine.EmbeddingMerger;
import io.multimodal4j.engine.EncoderBudget;
import io.multimodal4j.engine.EncoderCacheManager;
import io.multimodal4j.engine.EncoderOutputs;
import io.multimodal4j.engine.EncoderRunner;
import io.multimodal4j.engine.MultiModalFeature;
import io.multimodal4j.engine.PromptFeatures;
import io.multimodal4j.engine.RequestEmbeddings;
import io.multimodal4j.engine.SchedulerLimits;
import io.multimodal4j.engine.StepEmbeddings;
import io.multimodal4j.engine.TextEmbeddings;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A toy engine around LLaVA: two requests, a scheduler that computes prompts in parts, an encoder cache, and arithmetic in place of weights, so that every number of the language
 * model's input can be said in advance. What is shown in the README is here.
 */
class EngineStepTest {

    private static final int HIDDEN = 4;
    private static final int IMAGE_EMBEDS = 576;
    private static final int STEP = 500;
    private static final byte[] HARBOUR = TestPictures.png(64, 48, 1);
    private static final byte[] BRIDGE = TestPictures.png(48, 80, 2);

    /** How many pictures each call of the encoder had. */
    private final List<Long> encoderCalls = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("io.multimodal4j.samples.Backends#here")
    void computesTwoRequestsInParts(String backend) {
        TensorAllocator allocator = new TensorAllocator();
        try (MultiModalProcessor processor = MultiModalProcessor.builder(LlavaGoldens.MODEL_DIRECTORY)
                        .backend(backend)
                        .allocator(allocator)
                        .load();
                ProcessedInputs compare = processor.apply(Prompt.of("USER: <image> and <image> What has changed?")
                        .withImage(HARBOUR)
                        .withImage(BRIDGE));
                ProcessedInputs describe =
                        processor.apply(Prompt.of("<image>Describe the image.").withImage(HARBOUR));
                Engine engine = new Engine(processor)) {
            check(compare, engine.prefill("compare", compare));
            check(describe, engine.prefill("describe", describe));
            // Both pictures of the first request in one call; that of the second was cached.
            assertThat(encoderCalls).containsExactly(2L);
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.multimodal4j.samples.Backends#here")
    void encodesTwoRequestsTogether(String backend) {
        try (MultiModalProcessor processor = MultiModalProcessor.builder(LlavaGoldens.MODEL_DIRECTORY)
                        .backend(backend)
                        .load();
                ProcessedInputs one =
                        processor.apply(Prompt.of("What is in <image>?").withImage(HARBOUR));
                ProcessedInputs two =
                        processor.apply(Prompt.of("<image>Describe the image.").withImage(BRIDGE))) {
            TensorAllocator allocator = processor.allocator();
            TextEmbeddings text = new TextEmbeddings(32_000, tokens -> lookUp(tokens, allocator));
            SupportsMultiModal model = processor.createModel(
                    new ModelContext(Map.of(Modality.IMAGE, fields -> encode(fields.get("pixel_values"), allocator))));

            List<RequestEmbeddings> encoded = processor
                    .encoderRunner(model)
                    .getMultiModalEmbeddings(List.of(PromptFeatures.of(one), PromptFeatures.of(two)));
            assertThat(encoderCalls).containsExactly(2L);
            for (int i = 0; i < encoded.size(); i++) {
                ProcessedInputs inputs = i == 0 ? one : two;
                int[] ids = inputs.promptTokenIds();
                try (RequestEmbeddings items = encoded.get(i);
                        Tensor mask = PromptFeatures.of(inputs).isMultimodal(0, ids.length, allocator);
                        Tensor input =
                                processor.embeddingMerger().getInputEmbeddings(ids, text, mask, items.embeddings())) {
                    check(inputs, input.toFloatArray());
                }
            }
        }
    }

    /** The engine: everything but the language model. */
    private final class Engine implements AutoCloseable {
        private final TensorAllocator allocator;
        private final EncoderRunner runner;
        private final EmbeddingMerger merger;
        private final EncoderCacheManager cache;
        private final EncoderOutputs outputs = new EncoderOutputs();

        Engine(MultiModalProcessor processor) {
            this.allocator = processor.allocator();
            this.runner = processor.encoderRunner(processor.createModel(
                    new ModelContext(Map.of(Modality.IMAGE, fields -> encode(fields.get("pixel_values"), allocator)))));
            this.merger = processor.embeddingMerger();
            EncoderBudget budget = processor.encoderBudget(SchedulerLimits.of(4096, 8, STEP));
            // A step takes fewer tokens than a picture has, but one picture always fits; this cache has room for three.
            assertThat(budget.encoderCacheSize()).isEqualTo(IMAGE_EMBEDS);
            this.cache = new EncoderCacheManager(3 * budget.encoderCacheSize());
        }

        /** The input of the language model for a whole prompt, computed in parts. */
        float[] prefill(String request, ProcessedInputs inputs) {
            PromptFeatures features = PromptFeatures.of(inputs);
            int[] ids = inputs.promptTokenIds();
            float[] whole = new float[ids.length * HIDDEN];
            encodeMissing(request, features);
            for (int start = 0; start < ids.length; start += STEP) {
                int end = Math.min(ids.length, start + STEP);
                float[] part = step(Arrays.copyOfRange(ids, start, end), features, start, end);
                System.arraycopy(part, 0, whole, start * HIDDEN, part.length);
            }
            cache.free(request, features);
            return whole;
        }

        private void encodeMissing(String request, PromptFeatures features) {
            List<MultiModalFeature> missing = new ArrayList<>();
            for (MultiModalFeature feature : features.features()) {
                if (!cache.checkAndUpdateCache(request, feature)) {
                    assertThat(cache.canAllocate(feature, Integer.MAX_VALUE, 0)).isTrue();
                    cache.allocate(request, feature);
                    missing.add(feature);
                }
            }
            outputs.free(cache.takeFreed());
            RequestEmbeddings encoded = runner.getMultiModalEmbeddings(List.of(new PromptFeatures(missing)))
                    .get(0);
            for (int i = 0; i < missing.size(); i++) {
                outputs.put(missing.get(i), encoded.embeddings().get(i));
            }
        }

        private float[] step(int[] ids, PromptFeatures features, int start, int end) {
            TextEmbeddings text = new TextEmbeddings(32_000, tokens -> lookUp(tokens, allocator));
            try (StepEmbeddings items = StepEmbeddings.gather(
                            List.of(new StepEmbeddings.Part(features, start, end)), outputs, allocator);
                    Tensor input = merger.getInputEmbeddings(ids, text, items.isMultimodal(), items.embeddings())) {
                return input.toFloatArray();
            }
        }

        @Override
        public void close() {
            outputs.close();
        }
    }

    /** In place of the vision tower: row {@code r} of a picture is pixel {@code r} of its first row of pixels, plus {@code r}. */
    private List<Tensor> encode(Tensor pixelValues, TensorAllocator allocator) {
        encoderCalls.add(pixelValues.dim(0));
        List<Tensor> embeddings = new ArrayList<>();
        for (long i = 0; i < pixelValues.dim(0); i++) {
            embeddings.add(fill(allocator, embedding(pixelValues.slice(i))));
        }
        return embeddings;
    }

    private static float[] embedding(Tensor picture) {
        float[] pixels = picture.slice(0).slice(0).toFloatArray();
        float[] rows = new float[IMAGE_EMBEDS * HIDDEN];
        for (int r = 0; r < IMAGE_EMBEDS; r++) {
            for (int c = 0; c < HIDDEN; c++) {
                rows[r * HIDDEN + c] = pixels[r % pixels.length] + 10 * r + c;
            }
        }
        return rows;
    }

    /** In place of the embedding matrix. */
    private static Tensor lookUp(int[] tokens, TensorAllocator allocator) {
        float[] rows = new float[tokens.length * HIDDEN];
        for (int i = 0; i < tokens.length; i++) {
            Arrays.fill(rows, i * HIDDEN, (i + 1) * HIDDEN, -tokens[i]);
        }
        return fill(allocator, rows);
    }

    private static Tensor fill(TensorAllocator allocator, float[] rows) {
        Tensor tensor = allocator.allocate(DType.FLOAT32, rows.length / HIDDEN, HIDDEN);
        FloatBuffer buffer = tensor.asByteBuffer().asFloatBuffer();
        buffer.put(rows);
        return tensor;
    }

    /** Text where there is text, and each picture's own rows at its placeholder. */
    private static void check(ProcessedInputs inputs, float[] found) {
        int[] ids = inputs.promptTokenIds();
        float[] expected = new float[ids.length * HIDDEN];
        for (int i = 0; i < ids.length; i++) {
            Arrays.fill(expected, i * HIDDEN, (i + 1) * HIDDEN, -ids[i]);
        }
        List<PlaceholderRange> ranges = inputs.placeholders().get(Modality.IMAGE);
        for (int i = 0; i < ranges.size(); i++) {
            float[] rows = embedding(inputs.field("pixel_values").items().get(i));
            System.arraycopy(rows, 0, expected, ranges.get(i).offset() * HIDDEN, rows.length);
        }
        assertThat(found).containsExactly(expected);
    }
}
