package io.multimodal4j.template.syntax;

import io.multimodal4j.template.value.TemplateFailure;

/** The escapes of a string literal, which Jinja2 leaves to Python's {@code unicode_escape}: what is no escape stays as it is written. */
final class StringEscapes {

    private final String text;
    private final int offset;
    private final StringBuilder resolved = new StringBuilder();
    private int at;

    private StringEscapes(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    static String resolve(String text, int offset) {
        return text.indexOf('\\') < 0 ? text : new StringEscapes(text, offset).resolve();
    }

    private String resolve() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                escape(text.charAt(at++)); // a string never ends with a single backslash
            } else {
                resolved.append(c);
            }
        }
        return resolved.toString();
    }

    private void escape(char kind) {
        switch (kind) {
            case '\n' -> {}
            case '\\', '\'', '"' -> resolved.append(kind);
            case 'a' -> resolved.append('\u0007');
            case 'b' -> resolved.append('\b');
            case 'f' -> resolved.append('\f');
            case 'n' -> resolved.append('\n');
            case 'r' -> resolved.append('\r');
            case 't' -> resolved.append('\t');
            case 'v' -> resolved.append('\u000b');
            case 'x' -> hexadecimal(2);
            case 'u' -> hexadecimal(4);
            case 'U' -> hexadecimal(8);
            case 'N' -> named();
            default -> other(kind);
        }
    }

    private void other(char kind) {
        if (kind >= '0' && kind <= '7') {
            octal(kind - '0');
        } else if (kind < 0x80) {
            resolved.append('\\').append(kind);
        } else {
            // Jinja2 has turned the character into an escape before, whose backslash this one now quotes.
            int codePoint =
                    Character.isHighSurrogate(kind) && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                            ? Character.toCodePoint(kind, text.charAt(at++))
                            : kind;
            String format = codePoint < 0x100 ? "\\x%02x" : codePoint < 0x10000 ? "\\u%04x" : "\\U%08x";
            resolved.append(String.format(format, codePoint));
        }
    }

    private void octal(int first) {
        int value = first;
        for (int digits = 1; digits < 3 && at < text.length(); digits++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 7) {
                break;
            }
            value = value * 8 + digit;
            at++;
        }
        resolved.append((char) value);
    }

    private void hexadecimal(int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            char c = at < text.length() ? text.charAt(at++) : ' ';
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw TemplateFailure.syntax("an escape of the string needs " + digits + " hexadecimal digits", offset);
            }
            value = value * 16 + digit;
        }
        if (value > Character.MAX_CODE_POINT) {
            throw TemplateFailure.syntax("an escape of the string is no character", offset);
        }
        resolved.appendCodePoint((int) value);
    }

    private void named() {
        int close = text.startsWith("{", at) ? text.indexOf('}', at) : -1;
        if (close < 0) {
            throw TemplateFailure.syntax("an escape of the string needs the name of a character in braces", offset);
        }
        try {
            resolved.appendCodePoint(Character.codePointOf(text.substring(at + 1, close)));
        } catch (IllegalArgumentException e) {
            throw TemplateFailure.syntax("an escape of the string names no character", offset);
        }
        at = close + 1;
    }
}
