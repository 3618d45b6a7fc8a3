package io.multimodal4j.prompt;

import java.util.BitSet;
import java.util.List;

/**
 * A prompt as token ids, before its placeholders are expanded: with what is known of it beside the ids. Immutable; a test counts how often its tokens are looked at.
 */
public class TokenizedPrompt {

    private final int[] tokenIds;
    private final BitSet closed;
    private final List<Slot> slots;

    /**
     * Tokens that stand for an item which has its place already.
     *
     * @param rank the update of the item, among all of the model
     * @param item the item's index among those of its modality
     * @param position the first token
     * @param length how many tokens, possibly none
     */
    record Slot(int rank, int item, int position, int length) {}

    /**
     * A tokenized prompt.
     *
     * @param tokenIds the token ids, not copied
     * @param closed tokens in which no placeholder is looked for: what a user wrote, and the slots
     * @param slots the items that have their place, in the order of the prompt
     */
    TokenizedPrompt(int[] tokenIds, BitSet closed, List<Slot> slots) {
        this.tokenIds = tokenIds;
        this.closed = closed;
        this.slots = List.copyOf(slots);
    }

    /**
     * A prompt of which nothing is known but its ids.
     *
     * @param tokenIds the token ids, not copied
     * @return the prompt
     */
    public static TokenizedPrompt of(int... tokenIds) {
        return new TokenizedPrompt(tokenIds, new BitSet(), List.of());
    }

    /**
     * The token ids.
     *
     * @return a copy
     */
    public final int[] tokenIds() {
        return tokenIds.clone();
    }

    int[] sharedIds() {
        return tokenIds;
    }

    int length() {
        return tokenIds.length;
    }

    int tokenAt(int index) {
        return tokenIds[index];
    }

    List<Slot> slots() {
        return slots;
    }

    /** The end of the tokens from a place on in which a placeholder may be: the place itself if there are none. */
    int openUntil(int from) {
        int end = closed.nextSetBit(from);
        return end < 0 ? tokenIds.length : Math.min(end, tokenIds.length);
    }
}
