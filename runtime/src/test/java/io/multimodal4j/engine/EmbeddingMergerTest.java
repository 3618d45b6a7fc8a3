package io.multimodal4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.engine.StepEmbeddings.Part;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From encoder outputs to the input of a step. */
class EmbeddingMergerTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final Features features = new Features(allocator);
    private final EmbeddingMerger merger = new EmbeddingMerger(new JavaKernels(), allocator);

    @AfterEach
    void nothingIsLeft() {
        features.close();
        assertThat(allocator.liveTensors()).isZero();
    }

    @Test
    void overwritesTheMarkedRowsInOrder() {
        Tensor inputs = features.floats(0, 6, 2);
        merger.mergeMultiModalEmbeddings(
                inputs, features.mask("FTTFTF"), List.of(features.floats(100, 1, 2), features.floats(200, 2, 2)));
        assertThat(inputs.toFloatArray()).containsExactly(0, 1, 100, 101, 200, 201, 6, 7, 202, 203, 10, 11);
    }

    @Test
    void takesItemsOfAnyNumberOfDimensions() {
        Tensor inputs = features.floats(0, 5, 2);
        merger.mergeMultiModalEmbeddings(inputs, features.mask("TTFTT"), List.of(features.floats(10, 2, 2, 2)));
        assertThat(inputs.toFloatArray()).containsExactly(10, 11, 12, 13, 4, 5, 14, 15, 16, 17);
    }

    @Test
    void rowsMayBeNone() {
        Tensor inputs = features.floats(0, 2, 2);
        merger.mergeMultiModalEmbeddings(inputs, features.mask("FF"), List.of());
        merger.mergeMultiModalEmbeddings(
                inputs,
                features.mask("FT"),
                List.of(features.floats(0, 0, 2), features.floats(8, 1, 2), features.floats(0, 0, 2)));
        assertThat(inputs.toFloatArray()).containsExactly(0, 1, 8, 9);
    }

    @Test
    void otherTypesAreConvertedToThatOfTheText() {
        Tensor inputs = features.keep(allocator.allocate(DType.BFLOAT16, 3, 2)).zero();
        merger.mergeMultiModalEmbeddings(inputs, features.mask("FTF"), List.of(features.floats(1, 1, 2)));
        // 1 and 2 in bfloat16 are 3f80 and 4000.
        assertThat(inputs.toByteArray()).containsExactly(0, 0, 0, 0, 0x80, 0x3f, 0, 0x40, 0, 0, 0, 0);
        Tensor text = features.floats(0, 3, 2);
        merger.mergeMultiModalEmbeddings(text, features.mask("FFT"), List.of(inputs.narrow(1, 2)));
        assertThat(text.toFloatArray()).containsExactly(0, 1, 2, 3, 1, 2);
        Tensor half = features.keep(allocator.allocate(DType.FLOAT16, 1, 2)).zero();
        merger.mergeMultiModalEmbeddings(half, features.mask("T"), List.of(inputs.narrow(1, 2)));
        assertThat(half.toByteArray()).containsExactly(0, 0x3c, 0, 0x40);
    }

    private void failsUnchanged(String message, Tensor inputs, String mask, Tensor... embeddings) {
        byte[] before = inputs.toByteArray();
        assertThatExceptionOfType(FieldException.class)
                .isThrownBy(() -> merger.mergeMultiModalEmbeddings(inputs, features.mask(mask), List.of(embeddings)))
                .withMessageContaining(message);
        assertThat(inputs.toByteArray()).isEqualTo(before);
    }

    @Test
    void countsAreCheckedBeforeAnythingIsWritten() {
        failsUnchanged(
                "Attempted to assign 25 + 25 = 50 multimodal tokens to 49 placeholders",
                features.floats(0, 60, 2),
                "T".repeat(49) + "F".repeat(11),
                features.floats(0, 25, 2),
                features.floats(0, 25, 2));
        failsUnchanged(
                "Attempted to assign 7 x 2 = 14 multimodal tokens to 15 placeholders",
                features.floats(0, 15, 1),
                "T".repeat(15),
                features.floats(0, 7, 2, 1));
        failsUnchanged("Attempted to assign 0 = 0 multimodal tokens to 1 placeholders", features.floats(0, 2, 1), "TF");
        failsUnchanged(
                "the embedding float32[1, 3] of an item does not fit the input float32[2, 2]",
                features.floats(0, 2, 2),
                "TT",
                features.floats(7, 1, 2),
                features.floats(0, 1, 3));
        failsUnchanged(
                "the embedding float32[2] of an item does not fit",
                features.floats(0, 2, 2),
                "TT",
                features.floats(0, 2));
        failsUnchanged("the input float32[2, 2] and the mask uint8[3]", features.floats(0, 2, 2), "TTF");
        failsUnchanged("the input int64[1, 1] and the mask", features.longs(new long[] {1, 1}, 1), "T");
        failsUnchanged(
                "the embedding int64[1, 2] of an item",
                features.floats(0, 2, 2),
                "TT",
                features.floats(7, 1, 2),
                features.longs(new long[] {1, 2}, 1, 2));
    }

    private TextEmbeddings text(int vocabularySize, List<int[]> seen) {
        return new TextEmbeddings(vocabularySize, ids -> {
            seen.add(ids.clone());
            Tensor rows = allocator.allocate(DType.FLOAT32, ids.length, 2);
            var buffer = rows.asByteBuffer().asFloatBuffer();
            for (int id : ids) {
                buffer.put(id).put(-id);
            }
            return rows;
        });
    }

    @Test
    void textIsLookedUpAndItemsAreMerged() {
        List<int[]> seen = new ArrayList<>();
        try (Tensor inputs = merger.getInputEmbeddings(
                new int[] {5, 9, 32000, -1, 7},
                text(10, seen),
                features.mask("FTTTF"),
                List.of(features.floats(100, 3, 2)))) {
            assertThat(inputs.toFloatArray()).containsExactly(5, -5, 100, 101, 102, 103, 104, 105, 7, -7);
        }
        // Ids beyond the vocabulary, at the places of an item, are looked up as 0.
        assertThat(seen).containsExactly(new int[] {5, 9, 0, 0, 7});
    }

    @Test
    void textThatCannotBeLookedUpIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merger.getInputEmbeddings(
                        new int[] {5, 32000}, text(10, new ArrayList<>()), features.mask("TF"), List.of()))
                .withMessage(
                        "token 1 has an id outside the vocabulary of 10 tokens, but no embedding of an item goes there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merger.getInputEmbeddings(
                        new int[] {5}, text(10, new ArrayList<>()), features.mask("TF"), List.of()))
                .withMessage("the mask is for 2 tokens, but there are 1");
        assertThatExceptionOfType(FieldException.class)
                .isThrownBy(() -> merger.getInputEmbeddings(
                        new int[] {5}, text(10, new ArrayList<>()), features.mask("T"), List.of()))
                .withMessageContaining("Attempted to assign");
        assertThatIllegalStateException()
                .isThrownBy(() -> merger.getInputEmbeddings(
                        new int[] {5},
                        new TextEmbeddings(10, ids -> allocator.allocate(DType.FLOAT32, 2, 2)),
                        features.mask("F"),
                        List.of()))
                .withMessageContaining("it returned float32[2, 2]");
    }

    private static MultiModalFeature item(String identifier, int offset, String mask) {
        boolean[] isEmbed = new boolean[mask.length()];
        for (int i = 0; i < isEmbed.length; i++) {
            isEmbed[i] = mask.charAt(i) == 'T';
        }
        return Features.of(
                "image", 0, identifier, PlaceholderRange.ofMask(offset, isEmbed), ItemFields.of("image", List.of()));
    }

    @Test
    void aStepTakesTheRowsOfItsParts() {
        try (EncoderOutputs outputs = new EncoderOutputs()) {
            MultiModalFeature a = item("a", 2, "FTFTT");
            MultiModalFeature b = item("b", 8, "TTTT");
            outputs.put(a, Features.owned(allocator, 0, 3, 1));
            outputs.put(b, Features.owned(allocator, 10, 4, 1));
            PromptFeatures prompt = Features.prompt(a, b);
            PromptFeatures other = Features.prompt(item("b", 1, "TTTT"));
            // Tokens 5 to 10 of the first prompt, then 0 to 3 of the second.
            try (StepEmbeddings step = StepEmbeddings.gather(
                    List.of(new Part(prompt, 5, 10), new Part(other, 0, 3)), outputs, allocator)) {
                assertThat(step.isMultimodal().toByteArray()).containsExactly(1, 1, 0, 1, 1, 0, 1, 1);
                assertThat(step.embeddings().stream().map(Tensor::toFloatArray))
                        .containsExactly(new float[] {1, 2}, new float[] {10, 11}, new float[] {10, 11});
            }
            // The one token of "a" in this part receives no embedding, so none is needed.
            outputs.free(List.of("a", "unknown"));
            try (StepEmbeddings step = StepEmbeddings.gather(List.of(new Part(prompt, 0, 3)), outputs, allocator)) {
                assertThat(step.isMultimodal().toByteArray()).containsExactly(0, 0, 0);
                assertThat(step.embeddings()).isEmpty();
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> StepEmbeddings.gather(List.of(new Part(prompt, 0, 4)), outputs, allocator))
                    .withMessageContaining("encoder cache miss for image 0 with identifier a");
            assertThat(outputs.contains(a)).isFalse();
            outputs.put(b, Features.owned(allocator, 20, 4, 1));
            assertThat(outputs.get(b).toFloatArray()).containsExactly(20, 21, 22, 23);
        }
    }

    /** A prompt computed in parts of any sizes has the same input as one computed at once, and that is what a loop over its tokens would make. */
    @Test
    void partsGiveWhatTheWholeGives() {
        Random random = new Random(22);
        for (int round = 0; round < 300; round++) {
            List<MultiModalFeature> items = new ArrayList<>();
            int length = random.nextInt(3);
            for (int i = random.nextInt(4); i > 0; i--) {
                String mask = mask(random);
                items.add(item("i" + i, length, mask));
                length += mask.length() + random.nextInt(3);
            }
            length++;
            PromptFeatures prompt = new PromptFeatures(items);
            float[] expected = new float[length];
            Arrays.fill(expected, -1);
            try (EncoderOutputs outputs = new EncoderOutputs()) {
                for (MultiModalFeature item : prompt.features()) {
                    int first = 1000 * item.position().offset();
                    outputs.put(item, Features.owned(allocator, first, item.embeds(), 1));
                    int[] sums = item.position().embedsCumsum();
                    for (int i = 0; i < sums.length; i++) {
                        if (sums[i] > (i == 0 ? 0 : sums[i - 1])) {
                            expected[item.position().offset() + i] = first + sums[i] - 1;
                        }
                    }
                }
                float[] found = new float[length];
                for (int start = 0; start < length; ) {
                    int end = Math.min(length, start + 1 + random.nextInt(6));
                    System.arraycopy(step(prompt, start, end, outputs), 0, found, start, end - start);
                    start = end;
                }
                assertThat(found).containsExactly(expected);
                assertThat(step(prompt, 0, length, outputs)).containsExactly(expected);
            }
        }
    }

    private static String mask(Random random) {
        StringBuilder mask = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            mask.append(random.nextInt(3) == 0 ? 'F' : 'T');
        }
        return mask.toString();
    }

    private float[] step(PromptFeatures prompt, int start, int end, EncoderOutputs outputs) {
        try (StepEmbeddings step = StepEmbeddings.gather(List.of(new Part(prompt, start, end)), outputs, allocator);
                Tensor inputs = merger.getInputEmbeddings(
                        new int[end - start],
                        new TextEmbeddings(1, ids -> minusOne(ids.length)),
                        step.isMultimodal(),
                        step.embeddings())) {
            return inputs.toFloatArray();
        }
    }

    private Tensor minusOne(int rows) {
        Tensor tensor = allocator.allocate(DType.FLOAT32, rows, 1);
        for (int i = 0; i < rows; i++) {
            tensor.asByteBuffer().putFloat(4 * i, -1);
        }
        return tensor;
    }
}
