package io.multimodal4j.prompt;

import io.multimodal4j.tokenizer.Tokenizer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        Matcher tokens = TOKEN.matcher(text);
        IntStream.Builder ids = IntStream.builder();
        if (addSpecialTokens) {
            ids.add(BEGIN);
        }
        while (tokens.find()) {
            String token = tokens.group();
            if (SPECIAL.containsKey(token)) {
                ids.add(SPECIAL.get(token));
            } else if (Character.isDigit(token.charAt(0))) {
                ids.add(Integer.parseInt(token));
            } else {
                token.chars().map(c -> 1000 + c).forEach(ids::add);
            }
        }
        return ids.build().toArray();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
