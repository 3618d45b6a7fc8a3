package io.multimodal4j.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where one item's tokens are in the expanded prompt, and which of them receive embeddings: vLLM's {@code PlaceholderRange} with its mask as runs, so that
 * equal masks are equal ranges and a range of a million tokens costs no more than its runs. Immutable.
 *
 * @param offset the first token's index in the prompt
 * @param length how many tokens the item takes
 * @param isEmbed the runs of tokens that receive embeddings, relative to {@code offset}: ascending, not empty, not touching
 */
public record PlaceholderRange(int offset, int length, List<Run> isEmbed) {

    /**
     * Copies and checks the runs.
     *
     * @param offset the first token's index
     * @param length how many tokens
     * @param isEmbed the runs that receive embeddings
     * @throws IllegalArgumentException if a number is negative, the end does not fit an int, or the runs are not as they should be
     */
    public PlaceholderRange {
        isEmbed = List.copyOf(isEmbed);
        if (offset < 0 || length < 0 || offset > Integer.MAX_VALUE - length) {
            throw new IllegalArgumentException(
                    "a placeholder range cannot have offset " + offset + " and length " + length);
        }
        int behind = -1;
        for (Run run : isEmbed) {
            if (run.start() <= behind || run.length() < 1 || run.end() > length) {
                throw new IllegalArgumentException("the runs of a placeholder range of length " + length
                        + " must be ascending, not empty and not touching, got " + isEmbed);
            }
            behind = run.end();
        }
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
        return new PlaceholderRange(offset, length, length > 0 ? List.of(new Run(0, length)) : List.of());
    }

    /**
     * A range some of whose tokens receive embeddings.
     *
     * @param offset the first token's index
     * @param isEmbed for each token whether it receives an embedding
     * @return the range
     */
    public static PlaceholderRange ofMask(int offset, boolean... isEmbed) {
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < isEmbed.length; i++) {
            if (!isEmbed[i]) {
                start = i + 1;
            } else if (i + 1 == isEmbed.length || !isEmbed[i + 1]) {
                runs.add(new Run(start, i + 1));
            }
        }
        return new PlaceholderRange(offset, isEmbed.length, runs);
    }

    /**
     * Behind the item's last token.
     *
     * @return offset plus length
     */
    public int end() {
        return offset + length;
    }

    /**
     * How many embeddings the item needs (vLLM's {@code get_num_embeds}).
     *
     * @return the tokens in all runs
     */
    public int embeds() {
        return isEmbed.stream().mapToInt(Run::length).sum();
    }

    /**
     * The embeddings up to and including each token (vLLM's {@code embeds_cumsum}).
     *
     * @return for token {@code i} of the range how many of tokens 0 to {@code i} receive embeddings
     */
    public int[] embedsCumsum() {
        int[] sums = new int[length];
        int embeds = 0;
        int written = 0;
        for (Run run : isEmbed) {
            while (written < run.start()) {
                sums[written++] = embeds;
            }
            while (written < run.end()) {
                sums[written++] = ++embeds;
            }
        }
        while (written < length) {
            sums[written++] = embeds;
        }
        return sums;
    }

    /**
     * Which rows of the item's embeddings belong to a part of the range (vLLM's {@code get_embeds_indices_in_range}): what a step of a chunked prefill takes of
     * the encoder's output.
     *
     * @param start the part's first token, relative to {@code offset}
     * @param end behind the part's last token, relative to {@code offset}
     * @return the rows, an empty run if no token of the part receives an embedding
     * @throws IndexOutOfBoundsException if the part is not inside the range
     */
    public Run embedsIndicesInRange(int start, int end) {
        Objects.checkFromToIndex(start, end, length);
        return new Run(embedsBefore(start), embedsBefore(end));
    }

    private int embedsBefore(int token) {
        int embeds = 0;
        for (Run run : isEmbed) {
            if (run.start() >= token) {
                break;
            }
            embeds += Math.min(token, run.end()) - run.start();
        }
        return embeds;
    }

    /**
     * Where in the prompt the embeddings go (vLLM's {@code extract_embeds_range}, whose runs include their last token; these do not).
     *
     * @return the runs as positions in the prompt, ascending and not touching
     */
    public List<Run> extractEmbedsRange() {
        return isEmbed.stream()
                .map(run -> new Run(offset + run.start(), offset + run.end()))
                .toList();
    }
}
