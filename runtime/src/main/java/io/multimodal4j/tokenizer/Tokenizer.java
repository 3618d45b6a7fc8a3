package io.multimodal4j.tokenizer;

import java.util.List;
import java.util.OptionalInt;

/** Text to token ids. Implementations are safe for any number of threads. */
public interface Tokenizer extends AutoCloseable {

    /**
     * Tokenizes a text, never truncating it. Special tokens that the text contains are recognised.
     *
     * @param text the text
     * @param addSpecialTokens whether what the tokenizer puts around a text (such as {@code <s>}) is added
     * @return the token ids
     */
    int[] encode(String text, boolean addSpecialTokens);

    /**
     * Tokenizes the text that some parts are together, never truncating it. Special tokens are recognised where all their characters are trusted; elsewhere what looks
     * like one is ordinary text, as with {@code split_special_tokens} in Hugging Face's tokenizers.
     *
     * @param parts the parts of the text
     * @param addSpecialTokens whether what the tokenizer puts around a text (such as {@code <s>}) is added
     * @return the token ids, with the part that each comes from
     */
    EncodedText encode(List<TextPart> parts, boolean addSpecialTokens);

    /**
     * The id of a text that is one token.
     *
     * @param token the text, such as {@code "<image>"}
     * @return the id, or empty if the tokenizer makes several tokens of it, or none
     */
    default OptionalInt tokenId(String token) {
        int[] ids = encode(token, false);
        return ids.length == 1 ? OptionalInt.of(ids[0]) : OptionalInt.empty();
    }

    /** Returns what the tokenizer holds; closing twice does nothing. */
    @Override
    void close();
}
