package io.multimodal4j.processor.write;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** String literals as both Java and JSON write them. What not every file can hold is escaped, all other letters stay as they are. */
final class Literal {

    private Literal() {}

    static String of(String text) {
        return append(text, new StringBuilder(text.length() + 2)).toString();
    }

    /** Literals with commas between. */
    static String of(List<String> texts) {
        return texts.stream().map(Literal::of).collect(Collectors.joining(", "));
    }

    static StringBuilder append(String text, StringBuilder literal) {
        literal.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (isEscaped(text, i)) {
                        literal.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"');
    }

    /** Control characters, and halves of pairs of which the other half is missing, so that UTF-8 has no bytes for them. */
    private static boolean isEscaped(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return Character.isISOControl(c);
    }
}
