package io.multimodal4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.engine.PromptFeatures.BlockKey;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PromptFeaturesTest {

    private static final PromptFeatures PROMPT =
            Features.prompt(Features.of("b", 20, 4), Features.of("a", 3, 10), Features.of("c", 24, 1));

    private static List<String> overlapping(int start, int end) {
        return PROMPT.overlapping(start, end).stream()
                .map(MultiModalFeature::identifier)
                .toList();
    }

    @Test
    void areInPromptOrder() {
        assertThat(PROMPT.features().stream().map(MultiModalFeature::identifier))
                .containsExactly("a", "b", "c");
        assertThat(Features.prompt().features()).isEmpty();
    }

    @Test
    void findsTheItemsOfAPart() {
        assertThat(overlapping(0, 3)).isEmpty();
        assertThat(overlapping(0, 4)).containsExactly("a");
        assertThat(overlapping(12, 13)).containsExactly("a");
        assertThat(overlapping(13, 20)).isEmpty();
        assertThat(overlapping(12, 21)).containsExactly("a", "b");
        assertThat(overlapping(0, 100)).containsExactly("a", "b", "c");
        assertThat(overlapping(23, 25)).containsExactly("b", "c");
        assertThat(overlapping(25, 100)).isEmpty();
        assertThat(overlapping(5, 5)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> overlapping(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> overlapping(3, 2));
    }

    @Test
    void aBlockIsKeyedByItsItemsAndWhereTheyBegin() {
        assertThat(PROMPT.blockKeys(0, 8)).containsExactly(new BlockKey("a", 3));
        assertThat(PROMPT.blockKeys(8, 16)).containsExactly(new BlockKey("a", -5));
        assertThat(PROMPT.blockKeys(16, 24)).containsExactly(new BlockKey("b", 4));
        assertThat(PROMPT.blockKeys(24, 32)).containsExactly(new BlockKey("c", 0));
        assertThat(PROMPT.blockKeys(32, 40)).isEmpty();
        assertThat(PROMPT.blockKeys(16, 32)).containsExactly(new BlockKey("b", 4), new BlockKey("c", 8));
    }

    /** The same item, one token further: the ids of the middle block are equal, its keys and values are not. */
    @Test
    void theSameItemElsewhereIsAnotherKey() {
        assertThat(Features.prompt(Features.of("a", 3, 30)).blockKeys(8, 16))
                .isNotEqualTo(Features.prompt(Features.of("a", 4, 30)).blockKeys(8, 16));
    }

    /** No token of a decoder is an item's, and each attends to all of them. */
    @Test
    void itemsOfAnEncodersPromptBelongToEveryPartOfTheDecoders() {
        TensorAllocator allocator = new TensorAllocator();
        PromptFeatures prompt =
                PromptFeatures.ofEncoderPrompt(List.of(Features.of("b", 1500, 3), Features.of("a", 0, 1500)));
        assertThat(prompt.inEncoderPrompt()).isTrue();
        assertThat(PROMPT.inEncoderPrompt()).isFalse();
        for (int start : new int[] {0, 2}) {
            assertThat(prompt.overlapping(start, start + 1)).isEqualTo(prompt.features());
            assertThat(prompt.blockKeys(start, start + 1))
                    .containsExactly(new BlockKey("a", 0), new BlockKey("b", 1500));
            assertThat(prompt.overlapping(start, start)).isEmpty();
        }
        try (EncoderOutputs outputs = new EncoderOutputs();
                Tensor mask = prompt.isMultimodal(0, 4, allocator);
                StepEmbeddings step =
                        StepEmbeddings.gather(List.of(new StepEmbeddings.Part(prompt, 0, 4)), outputs, allocator)) {
            assertThat(mask.toByteArray()).containsOnly(0).hasSize(4);
            assertThat(step.isMultimodal().toByteArray()).containsOnly(0).hasSize(4);
            assertThat(step.embeddings()).isEmpty();
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    @Test
    void itemsHaveTokensOfTheirOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Features.prompt(Features.of("a", 3, 10), Features.of("b", 12, 4)))
                .withMessage("the items of a prompt must have tokens of their own, but image 0 has those from 12 to 16,"
                        + " and the item before it ends at 13");
        assertThatIllegalArgumentException().isThrownBy(() -> Features.prompt(Features.of("a", 3, 0)));
    }

    @Test
    void agreesWithLookingAtEveryItem() {
        Random random = new Random(14);
        for (int round = 0; round < 1_000; round++) {
            List<MultiModalFeature> features = new ArrayList<>();
            int position = 0;
            for (int i = random.nextInt(8); i > 0; i--) {
                position += random.nextInt(4);
                int length = 1 + random.nextInt(5);
                features.add(Features.of("i" + i, position, length));
                position += length;
            }
            PromptFeatures prompt = new PromptFeatures(features);
            for (int trial = 0; trial < 10; trial++) {
                int start = random.nextInt(position + 3);
                int end = start + random.nextInt(10);
                List<MultiModalFeature> expected = features.stream()
                        .filter(feature -> feature.position().offset() < end
                                && start < feature.position().end()
                                && start < end)
                        .toList();
                assertThat(prompt.overlapping(start, end)).isEqualTo(expected);
            }
        }
    }
}
