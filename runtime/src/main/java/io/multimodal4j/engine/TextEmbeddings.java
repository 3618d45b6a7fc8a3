package io.multimodal4j.engine;

import io.multimodal4j.tensor.Tensor;

/**
 * The engine's lookup of text embeddings.
 *
 * @param vocabularySize how many token ids the lookup knows, from 0; placeholder tokens may lie beyond
 * @param lookup the lookup
 */
public record TextEmbeddings(int vocabularySize, Lookup lookup) {

    /** A row of the embedding matrix per token. */
    @FunctionalInterface
    public interface Lookup {

        /**
         * Looks tokens up.
         *
         * @param tokenIds token ids, all inside the vocabulary; not to be kept
         * @return float32, float16 or bfloat16 {@code (tokens, hidden_size)}; the caller closes it
         */
        Tensor embed(int[] tokenIds);
    }

    /**
     * Looks tokens up of which some will be overwritten: where the mask is set, an id beyond the vocabulary is looked up as 0.
     *
     * @param inputIds the token ids
     * @param isMultimodal bytes {@code (tokens)}, not 0 where an embedding of an item will go
     * @return the embeddings; the caller closes them
     * @throws IllegalArgumentException if mask and ids differ in length, or an id of the text is beyond the vocabulary
     * @throws IllegalStateException if the lookup does not return a row per token
     */
    Tensor embed(int[] inputIds, byte[] isMultimodal) {
        if (isMultimodal.length != inputIds.length) {
            throw new IllegalArgumentException(
                    "the mask is for " + isMultimodal.length + " tokens, but there are " + inputIds.length);
        }
        int[] known = inputIds.clone();
        for (int i = 0; i < known.length; i++) {
            if (known[i] < 0 || known[i] >= vocabularySize) {
                if (isMultimodal[i] == 0) {
                    throw new IllegalArgumentException("token " + i + " has an id outside the vocabulary of "
                            + vocabularySize + " tokens, but no embedding of an item goes there");
                }
                known[i] = 0;
            }
        }
        Tensor embeddings = lookup.embed(known);
        if (embeddings.rank() != 2 || embeddings.dim(0) != known.length) {
            embeddings.close();
            throw new IllegalStateException("the lookup of " + known.length
                    + " text tokens must return a row per token, but it returned " + embeddings);
        }
        return embeddings;
    }
}
