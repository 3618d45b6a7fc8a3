package io.multimodal4j.prompt;

import java.util.List;

/**
 * What one item becomes, as token ids.
 *
 * @param tokenIds the tokens; shared, not to be written
 * @param isEmbed the runs of tokens that receive embeddings, ascending and not touching
 */
@SuppressWarnings("ArrayRecordComponent")
public record ResolvedContent(int[] tokenIds, List<PlaceholderRange.Run> isEmbed) {

    /**
     * Copies the runs.
     *
     * @param tokenIds the tokens
     * @param isEmbed the runs that receive embeddings
     */
    public ResolvedContent {
        isEmbed = List.copyOf(isEmbed);
    }

    /**
     * How many embeddings the item needs.
     *
     * @return the tokens in all runs
     */
    public int embeds() {
        return isEmbed.stream().mapToInt(PlaceholderRange.Run::length).sum();
    }
}
