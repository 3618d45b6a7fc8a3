package io.multimodal4j.prompt;

import io.multimodal4j.tokenizer.EncodedText;
import io.multimodal4j.tokenizer.TextPart;
import io.multimodal4j.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tokenizer for tests: numbers are tokens of that id, some words are special tokens, every other character is a token from 1000 on. */
final class NumbersTokenizer implements Tokenizer {

    static final int BEGIN = 1;
    static final int IMAGE = 32000;
    static final int AUDIO = 7;
    static final int VIDEO = 8;
    static final int BREAK = 50;
    static final int END = 51;

    private static final Map<String, Integer> SPECIAL =
            Map.of("<s>", BEGIN, "<image>", IMAGE, "<audio>", AUDIO, "<video>", VIDEO, "<break>", BREAK, "<end>", END);
    private static final Pattern TOKEN = Pattern.compile("<[a-z]+>|\\d+|\\S");
    private static final Pattern ORDINARY = Pattern.compile("\\d+|\\S");

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        return encode(List.of(new TextPart(text, true)), addSpecialTokens).tokenIds();
    }

    @Override
    public EncodedText encode(List<TextPart> parts, boolean addSpecialTokens) {
        List<Integer> ids = new ArrayList<>();
        List<Integer> origins = new ArrayList<>();
        BitSet untrusted = new BitSet();
        if (addSpecialTokens) {
            ids.add(BEGIN);
            origins.add(EncodedText.NO_PART);
        }
        for (int part = 0; part < parts.size(); part++) {
            boolean trusted = parts.get(part).trusted();
            Matcher tokens =
                    (trusted ? TOKEN : ORDINARY).matcher(parts.get(part).text());
            while (tokens.find()) {
                for (int id : ids(tokens.group(), trusted)) {
                    untrusted.set(ids.size(), !trusted);
                    ids.add(id);
                    origins.add(part);
                }
            }
        }
        return new EncodedText(array(ids), array(origins), untrusted);
    }

    private static int[] ids(String token, boolean trusted) {
        if (trusted && SPECIAL.containsKey(token)) {
            return new int[] {SPECIAL.get(token)};
        }
        return Character.isDigit(token.charAt(0))
                ? new int[] {Integer.parseInt(token)}
                : token.chars().map(c -> 1000 + c).toArray();
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
