package io.multimodal4j.engine;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the embeddings of items into the input of the language model, where the placeholders are. Positions come from the placeholder ranges, never from token ids:
 * a placeholder that a user typed is text. Safe for any number of threads, each with tensors of its own.
 */
public final class EmbeddingMerger {

    private static final Set<DType> FLOATS = EnumSet.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16);

    private final KernelBackend kernels;
    private final TensorAllocator allocator;

    /**
     * A merger.
     *
     * @param kernels what copies and converts
     * @param allocator where memory for converted embeddings comes from, and returns to before a call ends
     */
    public EmbeddingMerger(KernelBackend kernels, TensorAllocator allocator) {
        this.kernels = kernels;
        this.allocator = allocator;
    }

    /**
     * The input of a step (vLLM's {@code get_input_embeddings}): the text embeddings of all tokens, overwritten by the embeddings of items.
     *
     * @param inputIds the step's token ids; where the mask is set they may lie beyond the vocabulary
     * @param text the lookup of text embeddings
     * @param isMultimodal bool or uint8 {@code (tokens)}, not 0 where an embedding of an item goes
     * @param embeddings the items' rows in the order of the tokens, see {@link #mergeMultiModalEmbeddings}
     * @return {@code (tokens, hidden_size)} of the lookup's dtype; the caller closes it
     * @throws FieldException if there are not as many rows as places, or they do not fit
     * @throws IllegalArgumentException if mask and ids differ in length, or an id of the text is beyond the vocabulary
     */
    public Tensor getInputEmbeddings(
            int[] inputIds, TextEmbeddings text, Tensor isMultimodal, List<Tensor> embeddings) {
        Tensor inputsEmbeds = text.embed(inputIds, isMultimodal.toByteArray());
        try {
            mergeMultiModalEmbeddings(inputsEmbeds, isMultimodal, embeddings);
            return inputsEmbeds;
        } catch (Throwable e) {
            inputsEmbeds.close();
            throw e;
        }
    }

    /**
     * Overwrites the rows that the mask marks, in order, with the rows of the embeddings (vLLM's {@code merge_multimodal_embeddings}). Numbers and shapes are checked
     * before anything is written; other than in vLLM, no embeddings for some places is an error too.
     *
     * @param inputsEmbeds {@code (tokens, hidden_size)}, changed in place
     * @param isMultimodal bool or uint8 {@code (tokens)}, not 0 where an embedding goes
     * @param embeddings {@code (rows, hidden_size)} each, or with more dimensions in front whose elements are rows; converted if their dtype is another
     * @throws FieldException if there are not as many rows as places, or their size is not that of the input
     */
    public void mergeMultiModalEmbeddings(Tensor inputsEmbeds, Tensor isMultimodal, List<Tensor> embeddings) {
        byte[] mask = isMultimodal.toByteArray();
        requireInput(inputsEmbeds, isMultimodal);
        embeddings.forEach(embedding -> requireRows(embedding, inputsEmbeds));
        long rows = embeddings.stream().mapToLong(EmbeddingMerger::rows).sum();
        int places = countPlaces(mask);
        if (rows != places) {
            throw new FieldException("Attempted to assign " + sum(embeddings) + " = " + rows + " multimodal tokens to "
                    + places + " placeholders");
        }
        int from = 0;
        for (Tensor embedding : embeddings) {
            int to = behind(mask, from, rows(embedding));
            merge(inputsEmbeds.narrow(from, to), isMultimodal.narrow(from, to), flattened(embedding));
            from = to;
        }
    }

    private void merge(Tensor inputsEmbeds, Tensor isMultimodal, Tensor rows) {
        if (rows.dim(0) == 0) {
            return;
        }
        if (rows.dtype() == inputsEmbeds.dtype()) {
            kernels.mergeEmbeddings(inputsEmbeds, isMultimodal, rows);
            return;
        }
        // From one 16-bit type to the other the way leads through float32, which loses nothing.
        boolean direct = rows.dtype() == DType.FLOAT32 || inputsEmbeds.dtype() == DType.FLOAT32;
        DType next = direct ? inputsEmbeds.dtype() : DType.FLOAT32;
        try (Tensor converted = allocator.allocate(next, rows.shape())) {
            kernels.cast(rows, converted);
            merge(inputsEmbeds, isMultimodal, converted);
        }
    }

    private static void requireInput(Tensor inputsEmbeds, Tensor isMultimodal) {
        boolean mask = isMultimodal.dtype() == DType.BOOL || isMultimodal.dtype() == DType.UINT8;
        if (!mask
                || !FLOATS.contains(inputsEmbeds.dtype())
                || inputsEmbeds.rank() != 2
                || isMultimodal.rank() != 1
                || inputsEmbeds.dim(0) != isMultimodal.dim(0)) {
            throw new FieldException("the input " + inputsEmbeds + " and the mask " + isMultimodal
                    + " must be floats [tokens, hidden size] and bool or uint8 [tokens]");
        }
    }

    private static void requireRows(Tensor embedding, Tensor inputsEmbeds) {
        if (!FLOATS.contains(embedding.dtype())
                || embedding.rank() < 2
                || embedding.dim(embedding.rank() - 1) != inputsEmbeds.dim(1)) {
            throw new FieldException("the embedding " + embedding + " of an item does not fit the input " + inputsEmbeds
                    + ": both must be floats of the same hidden size");
        }
    }

    private static long rows(Tensor embedding) {
        long rows = 1;
        for (int axis = 0; axis < embedding.rank() - 1; axis++) {
            rows *= embedding.dim(axis);
        }
        return rows;
    }

    private static Tensor flattened(Tensor embedding) {
        return embedding.reshape(rows(embedding), embedding.dim(embedding.rank() - 1));
    }

    private static int countPlaces(byte[] mask) {
        int places = 0;
        for (byte marked : mask) {
            places += marked != 0 ? 1 : 0;
        }
        return places;
    }

    /** The position behind the next {@code rows} places. */
    private static int behind(byte[] mask, int from, long rows) {
        int to = from;
        for (long left = rows; left > 0; to++) {
            left -= mask[to] != 0 ? 1 : 0;
        }
        return to;
    }

    /** {@code 25 + 25}, or {@code 7 x 256} for an embedding of more dimensions. */
    private static String sum(List<Tensor> embeddings) {
        return embeddings.isEmpty()
                ? "0"
                : embeddings.stream()
                        .map(embedding -> Arrays.stream(embedding.shape())
                                .limit(embedding.rank() - 1L)
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(" x ")))
                        .collect(Collectors.joining(" + "));
    }
}
