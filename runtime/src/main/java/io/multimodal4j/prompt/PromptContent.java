package io.multimodal4j.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one item becomes in the prompt: a sequence of tokens, some of which receive embeddings. Texts are turned into token ids by the tokenizer of
 * the model that is loaded. Immutable.
 *
 * <pre>{@code
 * PromptContent.builder()                       // Pixtral: rows of patches with a break after each, and an end
 *     .embed("[IMG]", columns).token("[IMG_BREAK]")
 *     .embed("[IMG]", columns).token("[IMG_END]")
 *     .build();
 * }</pre>
 */
public final class PromptContent {

    private final List<Piece> pieces;

    private PromptContent(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** A part of the content. */
    public sealed interface Piece permits Tokens, Text {}

    /**
     * A special token, several times.
     *
     * @param token the token, one of the tokenizer's
     * @param count how often, at least 1
     * @param embed whether it receives embeddings
     */
    public record Tokens(String token, int count, boolean embed) implements Piece {}

    /**
     * A text that is tokenized as a whole; special tokens in it are recognised.
     *
     * @param text the text
     * @param embed the special token in it that receives embeddings, empty if none does
     */
    public record Text(String text, String embed) implements Piece {}

    /** Collects the pieces of a content. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Piece> pieces = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a token that receives embeddings, several times.
         *
         * @param token a special token
         * @param count how often; 0 adds nothing
         * @return this
         */
        public Builder embed(String token, int count) {
            return tokens(token, count, true);
        }

        /**
         * Adds a token that receives no embedding.
         *
         * @param token a special token
         * @return this
         */
        public Builder token(String token) {
            return tokens(token, 1, false);
        }

        private Builder tokens(String token, int count, boolean embed) {
            Objects.requireNonNull(token, "token");
            if (count < 0) {
                throw new IllegalArgumentException("the count of '" + token + "' is negative: " + count);
            }
            if (count > 0) {
                pieces.add(new Tokens(token, count, embed));
            }
            return this;
        }

        /**
         * Adds a text that receives no embeddings.
         *
         * @param text the text, tokenized on its own; empty adds nothing
         * @return this
         */
        public Builder text(String text) {
            return text(text, "");
        }

        /**
         * Adds a text in which one special token receives embeddings. It is tokenized as a whole, so that neighbouring characters may become one
         * token, as they do when Hugging Face expands a placeholder in the text.
         *
         * @param text the text; empty adds nothing
         * @param embed the special token that receives embeddings
         * @return this
         */
        public Builder text(String text, String embed) {
            Objects.requireNonNull(embed, "embed");
            if (!text.isEmpty()) {
                pieces.add(new Text(text, embed));
            }
            return this;
        }

        /**
         * The content.
         *
         * @return the content
         */
        public PromptContent build() {
            return new PromptContent(pieces);
        }
    }

    /**
     * Starts a content.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A token that receives embeddings, several times.
     *
     * @param token a special token
     * @param count how often
     * @return the content
     */
    public static PromptContent repeat(String token, int count) {
        return builder().embed(token, count).build();
    }

    /**
     * Rows of tokens that receive embeddings, each with a break behind it that does not, and something else behind the last.
     *
     * @param token the special token that receives embeddings
     * @param rows how many rows, at least 1
     * @param columns how many tokens in a row
     * @param rowBreak the special token behind every row but the last
     * @param end the special token behind the last row
     * @return the content
     */
    public static PromptContent rows(String token, int rows, int columns, String rowBreak, String end) {
        Builder content = builder();
        for (int row = 1; row <= rows; row++) {
            content.embed(token, columns).token(row < rows ? rowBreak : end);
        }
        return content.build();
    }

    /**
     * The pieces.
     *
     * @return an unmodifiable list
     */
    public List<Piece> pieces() {
        return pieces;
    }
}
