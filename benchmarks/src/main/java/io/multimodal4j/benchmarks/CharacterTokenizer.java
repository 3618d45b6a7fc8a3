package io.multimodal4j.benchmarks;

import io.multimodal4j.tokenizer.EncodedText;
import io.multimodal4j.tokenizer.TextPart;
import io.multimodal4j.tokenizer.Tokenizer;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Every character is a token, so that a real tokenizer's cost does not hide that of what comes after it. */
final class CharacterTokenizer implements Tokenizer {

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        int[] ids = new int[text.length()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = text.charAt(i);
        }
        return ids;
    }

    @Override
    public EncodedText encode(List<TextPart> parts, boolean addSpecialTokens) {
        int[] ids = encode(parts.stream().map(TextPart::text).collect(Collectors.joining()), addSpecialTokens);
        return new EncodedText(ids, new int[ids.length], new BitSet());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
