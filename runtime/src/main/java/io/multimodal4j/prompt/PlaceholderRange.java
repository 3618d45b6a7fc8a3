package io.multimodal4j.prompt;

import java.util.List;

/**
 * Where one item's tokens are in the expanded prompt, and which of them receive embeddings. Immutable.
 *
 * @param offset the first token's index in the prompt
 * @param length how many tokens the item takes
 * @param isEmbed the runs of tokens that receive embeddings, relative to {@code offset}, ascending and not touching
 */
public record PlaceholderRange(int offset, int length, List<Run> isEmbed) {

    /**
     * Copies the runs.
     *
     * @param offset the first token's index
     * @param length how many tokens
     * @param isEmbed the runs that receive embeddings
     */
    public PlaceholderRange {
        isEmbed = List.copyOf(isEmbed);
    }

    /**
     * A half-open run of tokens.
     *
     * @param start the first token
     * @param end behind the last token
     */
    public record Run(int start, int end) {

        /**
         * The number of tokens.
         *
         * @return end minus start
         */
        public int length() {
            return end - start;
        }
    }

    /**
     * A range all of whose tokens receive embeddings.
     *
     * @param offset the first token's index
     * @param length how many tokens
     * @return the range
     */
    public static PlaceholderRange ofEmbeds(int offset, int length) {
        return new PlaceholderRange(offset, length, List.of(new Run(0, length)));
    }

    /**
     * How many embeddings the item needs.
     *
     * @return the tokens in all runs
     */
    public int embeds() {
        return isEmbed.stream().mapToInt(Run::length).sum();
    }
}
