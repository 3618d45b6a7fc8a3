package io.multimodal4j.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.multimodal4j.config.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Tokenizes texts of which a part is not trusted, with a tokenizer whose special tokens have {@linkplain MaskedTokenizerJson other names}. */
final class UserTextTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer masked;
    private final AddedTokens added;

    UserTextTokenizer(HuggingFaceTokenizer masked, MaskedTokenizerJson json, Function<String, OptionalInt> ids) {
        this.masked = masked;
        this.added = new AddedTokens(json.tokens());
        try {
            requireSameIds(json.masks(), ids);
        } catch (Throwable e) {
            masked.close();
            throw e;
        }
    }

    private void requireSameIds(Map<String, String> masks, Function<String, OptionalInt> ids) {
        masks.forEach((token, mask) -> {
            long[] here = masked.encode(mask, false, false).getIds();
            OptionalInt there = ids.apply(token);
            if (there.isPresent() && (here.length != 1 || here[0] != there.getAsInt())) {
                throw new ConfigException(
                        "text of users cannot be kept apart from the special tokens of this tokenizer: '" + token
                                + "' has another id without its name");
            }
        });
    }

    EncodedText encode(List<TextPart> parts, boolean addSpecialTokens) {
        List<String> texts = added.mask(parts);
        Encoding encoding = masked.encode(String.join("", texts), addSpecialTokens, false);
        return Encodings.withParts(encoding, parts, texts);
    }

    @Override
    public void close() {
        masked.close();
    }
}
