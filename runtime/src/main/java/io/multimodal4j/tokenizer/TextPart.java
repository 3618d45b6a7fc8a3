package io.multimodal4j.tokenizer;

import java.util.Objects;

/**
 * A part of a text that is tokenized as a whole.
 *
 * @param text the part
 * @param trusted whether special tokens in it are recognised; in what a user wrote they are not
 */
public record TextPart(String text, boolean trusted) {

    /**
     * Checks the argument.
     *
     * @param text the part
     * @param trusted whether special tokens in it are recognised
     */
    public TextPart {
        Objects.requireNonNull(text, "text");
    }
}
