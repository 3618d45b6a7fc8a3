package io.multimodal4j.template.syntax;

import static io.multimodal4j.template.syntax.Token.Type.FLOAT;
import static io.multimodal4j.template.syntax.Token.Type.INTEGER;
import static io.multimodal4j.template.syntax.Token.Type.NAME;
import static io.multimodal4j.template.syntax.Token.Type.OPERATOR;
import static io.multimodal4j.template.syntax.Token.Type.STRING;

import io.multimodal4j.template.value.TemplateFailure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one token of an expression: a number, a name, a string or an operator, tried in this order. */
final class TokenScanner {

    private static final String DIGITS = "[0-9]++(?:_[0-9]++)*+";
    private static final Pattern FLOATING = Pattern.compile(
            "(?<!\\.)" + DIGITS + "(?:(?:\\." + DIGITS + ")?[eE][-+]?" + DIGITS + "|\\." + DIGITS + ")");
    private static final Pattern WHOLE = Pattern.compile(
            "0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0[xX](?:_?[0-9a-fA-F])++" + "|[1-9](?:_?[0-9])*+|0(?:_?0)*+");
    private static final List<String> OPERATORS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",", ";");

    private final String text;
    private final Matcher floating;
    private final Matcher whole;
    private int end;

    TokenScanner(String text) {
        this.text = text;
        this.floating = FLOATING.matcher(text).useTransparentBounds(true);
        this.whole = WHOLE.matcher(text);
    }

    /** Where the token that was read last ends. */
    int end() {
        return end;
    }

    Token scan(int at) {
        int first = text.codePointAt(at);
        if (first >= '0' && first <= '9') {
            return number(at);
        }
        if (isNamePart(first)) {
            return name(at, first);
        }
        if (first == '"' || first == '\'') {
            return string(at, (char) first);
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                end = at + operator.length();
                return new Token(OPERATOR, operator, at);
            }
        }
        throw TemplateFailure.syntax("unexpected character \"" + Character.toString(first) + "\"", at);
    }

    private Token number(int at) {
        if (floating.region(at, text.length()).lookingAt()) {
            end = floating.end();
            return new Token(FLOAT, floating.group().replace("_", ""), at);
        }
        if (!whole.region(at, text.length()).lookingAt()) {
            throw new AssertionError("every digit begins a number");
        }
        end = whole.end();
        return new Token(INTEGER, whole.group().replace("_", ""), at);
    }

    private Token name(int at, int first) {
        if (!Character.isUnicodeIdentifierStart(first) && first != '_') {
            throw TemplateFailure.syntax("a name cannot begin like this", at);
        }
        end = at;
        while (end < text.length() && isNamePart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return new Token(NAME, text.substring(at, end), at);
    }

    private static boolean isNamePart(int codePoint) {
        return codePoint == '_'
                || (Character.isUnicodeIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint));
    }

    private Token string(int at, char quote) {
        int closing = at + 1;
        while (closing < text.length() && text.charAt(closing) != quote) {
            closing += text.charAt(closing) == '\\' ? 2 : 1;
        }
        if (closing >= text.length()) {
            throw TemplateFailure.syntax("the string is not closed", at);
        }
        end = closing + 1;
        return new Token(STRING, StringEscapes.resolve(text.substring(at + 1, closing), at), at);
    }
}
