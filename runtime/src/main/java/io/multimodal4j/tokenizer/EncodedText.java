package io.multimodal4j.tokenizer;

import java.util.BitSet;
import java.util.List;

/**
 * The tokens of a text of several parts, and where each comes from. Immutable.
 */
public final class EncodedText {

    /** The part of a token that comes from none, such as the one at the beginning of a prompt. */
    public static final int NO_PART = -1;

    private final int[] tokenIds;
    private final int[] parts;
    private final BitSet untrusted;

    /**
     * Tokens with their origins.
     *
     * @param tokenIds the token ids, not copied
     * @param parts for each token the index of the part in which it begins, or {@link #NO_PART}; not copied
     * @param untrusted the tokens of which at least one character is not trusted, not copied
     */
    public EncodedText(int[] tokenIds, int[] parts, BitSet untrusted) {
        if (parts.length != tokenIds.length) {
            throw new IllegalArgumentException(parts.length + " origins for " + tokenIds.length + " tokens");
        }
        this.tokenIds = tokenIds;
        this.parts = parts;
        this.untrusted = untrusted;
    }

    /**
     * The number of tokens.
     *
     * @return at least 0
     */
    public int length() {
        return tokenIds.length;
    }

    /**
     * One token.
     *
     * @param index its index
     * @return its id
     */
    public int tokenId(int index) {
        return tokenIds[index];
    }

    /**
     * All tokens.
     *
     * @return a copy of their ids
     */
    public int[] tokenIds() {
        return tokenIds.clone();
    }

    /**
     * Where a token begins.
     *
     * @param index the token's index
     * @return the index of the part, or {@link #NO_PART}
     */
    public int part(int index) {
        return parts[index];
    }

    /**
     * Whether any character of a token is not trusted.
     *
     * @param index the token's index
     * @return false if nothing that a user wrote is in it
     */
    public boolean isUntrusted(int index) {
        return untrusted.get(index);
    }

    /**
     * Assigns tokens to the parts of their text by where they begin and end in it.
     *
     * @param tokenIds the token ids, not copied
     * @param starts where each token begins, or a negative number if it is not from the text
     * @param ends behind where each token ends
     * @param parts the parts
     * @param lengths the length of each part, in the unit of {@code starts} and {@code ends}
     * @return the tokens with their origins
     */
    public static EncodedText ofSpans(int[] tokenIds, int[] starts, int[] ends, List<TextPart> parts, int[] lengths) {
        int[] bounds = new int[lengths.length];
        int sum = 0;
        for (int i = 0; i < lengths.length; i++) {
            sum += lengths[i];
            bounds[i] = sum;
        }
        int[] origins = new int[tokenIds.length];
        BitSet untrusted = new BitSet();
        int part = 0;
        for (int i = 0; i < tokenIds.length; i++) {
            if (starts[i] < 0 || parts.isEmpty()) {
                origins[i] = NO_PART;
                continue;
            }
            // Tokens come in the order of the text, but several may stand for the bytes of one character.
            while (part > 0 && starts[i] < bounds[part - 1]) {
                part--;
            }
            while (part < parts.size() - 1 && starts[i] >= bounds[part]) {
                part++;
            }
            origins[i] = part;
            for (int touched = part;
                    touched < parts.size() && (touched == part || bounds[touched - 1] < ends[i]);
                    touched++) {
                if (!parts.get(touched).trusted()) {
                    untrusted.set(i);
                }
            }
        }
        return new EncodedText(tokenIds, origins, untrusted);
    }
}
