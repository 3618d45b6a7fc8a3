package io.multimodal4j.engine;

import io.multimodal4j.field.FieldException;
import io.multimodal4j.prompt.PlaceholderRange;

/**
 * A picture or a video among the tokens of a prompt, as positions in time, height and width see it.
 *
 * @param position the item's tokens, all of which receive embeddings
 * @param t the tokens along time
 * @param h the tokens along height
 * @param w the tokens along width
 * @param tFactor what a step in time is multiplied by before it is cut to an integer
 */
public record MRopeSpan(PlaceholderRange position, int t, int h, int w, double tFactor) {

    /**
     * Checks that the grid is the item's tokens.
     *
     * @param position the item's tokens
     * @param t the tokens along time
     * @param h the tokens along height
     * @param w the tokens along width
     * @param tFactor what a step in time is multiplied by
     * @throws FieldException if the grid has another number of tokens than the range, not all tokens of the range receive embeddings, or the factor is negative or not finite
     */
    public MRopeSpan {
        if (t < 1 || h < 1 || w < 1 || (long) t * h * w != position.length()) {
            throw new FieldException("a grid of " + t + " x " + h + " x " + w + " tokens is not the "
                    + position.length() + " tokens of its item's placeholder");
        }
        if (position.embeds() != position.length()) {
            throw new FieldException(
                    "positions in time, height and width need items all of whose tokens receive embeddings,"
                            + " but only " + position.embeds() + " of " + position.length() + " do");
        }
        if (!(tFactor >= 0 && tFactor < Double.POSITIVE_INFINITY)) {
            throw new FieldException("a step in time cannot be multiplied by " + tFactor);
        }
    }

    /** The position in time of the grid's layer {@code layer}, relative to the item's first token. */
    long time(int layer) {
        return (long) (layer * tFactor);
    }

    /** The largest position in any dimension, relative to the item's first token. */
    long largest() {
        return Math.max(time(t - 1), Math.max(h, w) - 1L);
    }
}
