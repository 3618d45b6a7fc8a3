package io.multimodal4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncoderRunnerTest {

    private static final SupportsMultiModal MODEL = new SupportsMultiModal() {};

    private final TensorAllocator allocator = new TensorAllocator();
    private final Features features = new Features(allocator);
    private final List<String> calls = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        features.close();
        assertThat(allocator.liveTensors()).isZero();
    }

    /** What would be generated for a model, with an encode method given by the test. */
    private record Registration(Embed embed) implements ModelRegistration<Integer> {

        interface Embed {
            List<Tensor> of(String modality, Tensor values);
        }

        @Override
        public ModelSchema schema() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Integer readConfig(ConfigNode config) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PromptUpdate> promptUpdates(Integer config) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Prompt dummyInputs(Integer config, DummyInputsBuilder dummies) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SupportsMultiModal create(Integer config, ModelContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
            return embed.of(modality, inputs.tensor(spec(modality)));
        }
    }

    private static FieldSpec spec(String modality) {
        return FieldSpec.batched("values", modality, DType.FLOAT32, "n w");
    }

    private EncoderRunner runner(Registration.Embed embed) {
        return new EncoderRunner(
                new Registration((modality, values) -> {
                    calls.add(modality + " x " + values.dim(0));
                    return embed.of(modality, values);
                }),
                MODEL,
                allocator);
    }

    /** An item of {@code tokens} tokens whose field says where its embeddings begin to count. */
    private MultiModalFeature item(String modality, int index, int offset, int tokens, float first) {
        ItemFields fields =
                ItemFields.of(modality, List.of(new ItemFields.Field(spec(modality), features.floats(first, 1))));
        return Features.of(modality, index, "i", PlaceholderRange.ofEmbeds(offset, tokens), fields);
    }

    /** Encodes each item as two rows that begin with the item's value. */
    private List<Tensor> encode(Tensor values) {
        List<Tensor> embeddings = new ArrayList<>();
        for (float first : values.toFloatArray()) {
            embeddings.add(Features.owned(allocator, first, 2, 1));
        }
        return embeddings;
    }

    private static List<Float> firsts(RequestEmbeddings request) {
        return request.embeddings().stream()
                .map(tensor -> tensor.toFloatArray()[0])
                .toList();
    }

    @Test
    void encodesSeveralRequestsInBatchesAndKeepsThePromptOrder() {
        PromptFeatures one =
                Features.prompt(item("image", 0, 0, 2, 1), item("image", 1, 20, 2, 2), item("audio", 0, 9, 2, 3));
        PromptFeatures two = Features.prompt(item("image", 0, 3, 2, 4), item("image", 1, 1, 2, 5));
        List<RequestEmbeddings> requests = runner((modality, values) -> encode(values))
                .getMultiModalEmbeddings(List.of(one, Features.prompt(), two));
        assertThat(calls).containsExactly("image x 1", "audio x 1", "image x 3");
        assertThat(firsts(requests.get(0))).containsExactly(1f, 3f, 2f);
        assertThat(requests.get(1).embeddings()).isEmpty();
        assertThat(firsts(requests.get(2))).containsExactly(5f, 4f);
        requests.forEach(RequestEmbeddings::close);
    }

    @Test
    void aWrongCountFailsItsRequestAlone() {
        PromptFeatures good = Features.prompt(item("image", 0, 0, 2, 1));
        PromptFeatures wrong = Features.prompt(item("image", 0, 0, 2, 2), item("image", 1, 5, 3, 3));
        PromptFeatures next = Features.prompt(item("image", 0, 0, 2, 4));
        List<RequestEmbeddings> requests =
                runner((modality, values) -> encode(values)).getMultiModalEmbeddings(List.of(good, wrong, next));
        assertThat(calls).containsExactly("image x 4");
        assertThat(firsts(requests.get(0))).containsExactly(1f);
        assertThat(firsts(requests.get(2))).containsExactly(4f);
        assertThat(requests.get(0).failure()).isEmpty();
        assertThat(requests.get(1).failure()).isPresent();
        assertThatExceptionOfType(FieldException.class)
                .isThrownBy(() -> requests.get(1).embeddings())
                .withMessage(
                        "item 1 of modality image has 3 placeholders, but the encode method returned float32[2, 1];"
                                + " the token count that the model declares and its encoder disagree");
        requests.forEach(RequestEmbeddings::close);
    }

    @Test
    void aBatchThatFailsIsEncodedRequestByRequest() {
        PromptFeatures good = Features.prompt(item("image", 0, 0, 2, 1), item("image", 1, 4, 2, 2));
        PromptFeatures bad = Features.prompt(item("image", 0, 0, 2, -1), item("audio", 0, 4, 2, 3));
        EncoderRunner runner = runner((modality, values) -> {
            for (float value : values.toFloatArray()) {
                if (value < 0) {
                    throw new IllegalStateException("the encoder cannot do this");
                }
            }
            return encode(values);
        });
        List<RequestEmbeddings> requests = runner.getMultiModalEmbeddings(List.of(good, bad));
        // What else the failed request has is not encoded any more.
        assertThat(calls).containsExactly("image x 3", "image x 2", "image x 1");
        assertThat(firsts(requests.get(0))).containsExactly(1f, 2f);
        assertThat(requests.get(1).failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage("the encoder cannot do this"));
        requests.forEach(RequestEmbeddings::close);
    }

    @Test
    void oneEmbeddingPerItemIsWanted() {
        MultiModalFeature item = item("image", 0, 0, 2, 1);
        EncoderRunner silent = runner((modality, values) -> List.of());
        assertThatExceptionOfType(FieldException.class)
                .isThrownBy(() -> silent.embed(List.of(item)))
                .withMessage("the encode method returned 0 embeddings for 1 items of modality image");
    }

    @Test
    void theResultOwnsItsMemory() {
        MultiModalFeature item = Features.of(
                "image",
                0,
                "i",
                PlaceholderRange.ofEmbeds(0, 1),
                ItemFields.of("image", List.of(new ItemFields.Field(spec("image"), features.floats(7, 3)))));
        // Precomputed embeddings: the encode method returns a view of its field.
        List<Tensor> embeddings = runner((modality, values) -> List.of(values.narrow(0, 1), values.narrow(1, 2)))
                .embed(List.of(item, item));
        assertThat(embeddings).noneMatch(Tensor::isView).noneMatch(Tensor::isClosed);
        assertThat(embeddings.get(1).toFloatArray()).containsExactly(7, 8, 9);
        embeddings.forEach(Tensor::close);
    }

    @Test
    void anErrorGivesEverythingBack() {
        EncoderRunner runner = runner((modality, values) -> {
            if (modality.equals("audio")) {
                throw new StackOverflowError();
            }
            return encode(values);
        });
        PromptFeatures prompt = Features.prompt(item("image", 0, 0, 2, 1), item("audio", 0, 4, 2, 2));
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> runner.getMultiModalEmbeddings(List.of(prompt)));
    }

    /** Whatever shares a batch and whoever fails, each request gets what it would get alone. */
    @Test
    void togetherIsAsAlone() {
        Random random = new Random(13);
        EncoderRunner runner = runner((modality, values) -> {
            for (float value : values.toFloatArray()) {
                if (value % 7 == 0) {
                    throw new IllegalStateException("seven");
                }
            }
            return encode(values);
        });
        for (int round = 0; round < 200; round++) {
            List<PromptFeatures> prompts = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                List<MultiModalFeature> items = new ArrayList<>();
                for (int j = random.nextInt(4); j > 0; j--) {
                    String modality = random.nextInt(4) == 0 ? "audio" : "image";
                    int tokens = random.nextInt(12) == 0 ? 3 : 2;
                    items.add(item(modality, items.size(), 5 * items.size(), tokens, 1 + random.nextInt(20)));
                }
                prompts.add(new PromptFeatures(items));
            }
            List<RequestEmbeddings> together = runner.getMultiModalEmbeddings(prompts);
            for (int i = 0; i < prompts.size(); i++) {
                try (RequestEmbeddings request = together.get(i);
                        RequestEmbeddings alone = runner.getMultiModalEmbeddings(List.of(prompts.get(i)))
                                .get(0)) {
                    assertThat(request.failure().map(Throwable::getMessage))
                            .isEqualTo(alone.failure().map(Throwable::getMessage));
                    if (alone.failure().isEmpty()) {
                        assertThat(firsts(request)).isEqualTo(firsts(alone));
                    }
                }
            }
        }
    }
}
