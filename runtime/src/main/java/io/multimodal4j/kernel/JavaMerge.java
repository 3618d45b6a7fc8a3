package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;

/** Copies embeddings to the rows that a mask marks. */
final class JavaMerge {

    private JavaMerge() {}

    static void run(Tensor inputsEmbeds, Tensor isMultimodal, Tensor embeddings) {
        ByteBuffer mask = isMultimodal.asByteBuffer();
        long marked = 0;
        for (int row = 0; row < mask.capacity(); row++) {
            marked += mask.get(row) != 0 ? 1 : 0;
        }
        KernelChecks.marked(marked, isMultimodal, embeddings);
        long taken = 0;
        for (int row = 0; row < mask.capacity(); row++) {
            if (mask.get(row) != 0) {
                inputsEmbeds
                        .slice(row)
                        .asByteBuffer()
                        .put(embeddings.slice(taken).asByteBuffer());
                taken++;
            }
        }
    }
}
