package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Embeddings go to the marked rows, in order, and nothing else changes. */
class MergeEmbeddingsTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    @Test
    void markedRowsAreReplacedInOrder() {
        Random random = new Random(29);
        for (DType dtype : new DType[] {DType.FLOAT32, DType.BFLOAT16, DType.FLOAT16}) {
            for (DType maskType : new DType[] {DType.BOOL, DType.UINT8}) {
                merge(random, dtype, maskType);
            }
        }
    }

    private void merge(Random random, DType dtype, DType maskType) {
        int tokens = 1 + random.nextInt(40);
        int hidden = 1 + random.nextInt(20);
        byte[] mask = new byte[tokens];
        int marked = 0;
        for (int i = 0; i < tokens; i++) {
            mask[i] = (byte) random.nextInt(2);
            marked += mask[i];
        }
        int rowBytes = hidden * dtype.bytes();
        byte[] text = new byte[tokens * rowBytes];
        byte[] image = new byte[marked * rowBytes];
        random.nextBytes(text);
        random.nextBytes(image);
        try (Tensor inputs = allocator.allocate(dtype, tokens, hidden).put(text);
                Tensor isMultimodal = allocator.allocate(maskType, tokens).put(mask);
                Tensor embeddings = allocator.allocate(dtype, marked, hidden).put(image)) {
            kernels.mergeEmbeddings(inputs, isMultimodal, embeddings);
            byte[] expected = text.clone();
            for (int i = 0, taken = 0; i < tokens; i++) {
                if (mask[i] != 0) {
                    System.arraycopy(image, taken++ * rowBytes, expected, i * rowBytes, rowBytes);
                }
            }
            assertThat(inputs.toByteArray()).isEqualTo(expected);
        }
    }

    @Test
    void aWrongNumberOfEmbeddingsChangesNothing() {
        try (Tensor inputs = allocator.allocate(DType.FLOAT32, 3, 1).put(new byte[12]);
                Tensor isMultimodal = allocator.allocate(DType.BOOL, 3).put(new byte[] {1, 0, 1});
                Tensor embeddings = allocator.allocate(DType.FLOAT32, 1, 1);
                Tensor halves = allocator.allocate(DType.FLOAT16, 2, 1);
                Tensor shortMask = allocator.allocate(DType.BOOL, 2)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kernels.mergeEmbeddings(inputs, isMultimodal, embeddings))
                    .withMessageContaining("marks 2 of 3 rows")
                    .withMessageContaining("1 embeddings");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kernels.mergeEmbeddings(inputs, isMultimodal, halves))
                    .withMessageContaining("embeddings must be float32");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kernels.mergeEmbeddings(inputs, shortMask, embeddings))
                    .withMessageContaining("isMultimodal must be bool[3]");
            assertThat(inputs.toByteArray()).containsOnly(0);
        }
    }
}
