package io.multimodal4j.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the added tokens of a tokenizer in a text as Hugging Face's tokenizers do: from left to right, the longest that begins at a place. Immutable. */
final class AddedTokens {

    private final Node root = new Node();

    /**
     * An added token.
     *
     * @param content how it is written
     * @param singleWord whether it is recognised only where no letter touches it
     * @param mask what it is called in a masked text, empty if it keeps its name
     */
    record AddedToken(String content, boolean singleWord, String mask) {}

    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>();
        private final List<AddedToken> tokens = new ArrayList<>(1);
    }

    AddedTokens(List<AddedToken> tokens) {
        for (AddedToken token : tokens) {
            if (token.content().isEmpty()) {
                continue;
            }
            Node node = root;
            for (char c : token.content().toCharArray()) {
                node = node.next.computeIfAbsent(c, unused -> new Node());
            }
            node.tokens.add(token);
        }
    }

    /**
     * Gives the tokens that have a mask their other name, where they are written in trusted parts.
     *
     * @param parts the parts of a text
     * @return as many parts
     */
    List<String> mask(List<TextPart> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        List<String> masked = new ArrayList<>();
        int part = 0;
        int from = 0;
        while (part < parts.size()) {
            int first = part;
            int to = from;
            while (part < parts.size()
                    && parts.get(part).trusted() == parts.get(first).trusted()) {
                to += parts.get(part++).text().length();
            }
            if (parts.get(first).trusted()) {
                maskRun(text, from, to, parts.subList(first, part), masked);
            } else {
                parts.subList(first, part).forEach(kept -> masked.add(kept.text()));
            }
            from = to;
        }
        return masked;
    }

    /** A token may be written across the border of two trusted parts; it is then the first one's. */
    private void maskRun(CharSequence text, int from, int to, List<TextPart> parts, List<String> masked) {
        int at = from;
        int border = from;
        for (TextPart part : parts) {
            border += part.text().length();
            StringBuilder written = new StringBuilder();
            while (at < border) {
                AddedToken token = longestAt(text, at, to);
                if (token == null) {
                    written.append(text.charAt(at++));
                } else {
                    written.append(token.mask().isEmpty() ? token.content() : token.mask());
                    at += token.content().length();
                }
            }
            masked.add(written.toString());
        }
    }

    private @Nullable AddedToken longestAt(CharSequence text, int at, int to) {
        AddedToken longest = null;
        Node node = root;
        for (int i = at; i < to; i++) {
            node = node.next.get(text.charAt(i));
            if (node == null) {
                break;
            }
            if (!node.tokens.isEmpty()) {
                longest = node.tokens.get(0);
            }
        }
        return longest == null
                        || (longest.singleWord()
                                && touchesAWord(text, at, at + longest.content().length()))
                ? null
                : longest;
    }

    private static boolean touchesAWord(CharSequence text, int from, int to) {
        return (from > 0 && isWord(text.charAt(from - 1))) || (to < text.length() && isWord(text.charAt(to)));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
