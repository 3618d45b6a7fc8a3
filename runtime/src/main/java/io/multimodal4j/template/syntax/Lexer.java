package io.multimodal4j.template.syntax;

import static io.multimodal4j.template.syntax.Token.Type.BLOCK_BEGIN;
import static io.multimodal4j.template.syntax.Token.Type.BLOCK_END;
import static io.multimodal4j.template.syntax.Token.Type.DATA;
import static io.multimodal4j.template.syntax.Token.Type.END;
import static io.multimodal4j.template.syntax.Token.Type.VARIABLE_BEGIN;
import static io.multimodal4j.template.syntax.Token.Type.VARIABLE_END;

import io.multimodal4j.template.value.TemplateFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens. White space follows {@code trim_blocks} and {@code lstrip_blocks}: the line end after a statement or comment goes, and so does what
 * stands between the beginning of the line and it if that is only white space; {@code -} takes all white space on its side, {@code +} keeps it.
 */
final class Lexer {

    private static final String SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\p{Z}]*";
    private static final Pattern RAW_BEGIN =
            Pattern.compile("\\{%([-+]?)" + SPACE + "raw" + SPACE + "(?:-%\\}" + SPACE + "|%\\})");
    private static final Pattern RAW_END =
            Pattern.compile("\\{%([-+]?)" + SPACE + "endraw" + SPACE + "(?:\\+%\\}|-%\\}" + SPACE + "|%\\}\\n?)");

    private final String text;
    private final TokenScanner scanner;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean lineStarts = true;

    private Lexer(Source source) {
        this.text = source.text();
        this.scanner = new TokenScanner(text);
    }

    static List<Token> tokenize(Source source) {
        Lexer lexer = new Lexer(source);
        while (lexer.at < lexer.text.length()) {
            lexer.root();
        }
        lexer.add(END, "", lexer.at);
        return lexer.tokens;
    }

    /** Text up to the next delimiter, and what the delimiter begins. */
    private void root() {
        int begin = nextDelimiter(at);
        if (begin < 0) {
            add(DATA, text.substring(at), at);
            at = text.length();
            return;
        }
        Matcher raw = RAW_BEGIN.matcher(text).region(begin, text.length());
        if (raw.lookingAt()) {
            data(at, begin, sign(begin), true);
            moveTo(raw.end());
            raw(begin);
            return;
        }
        char kind = text.charAt(begin + 1);
        data(at, begin, sign(begin), kind != '{');
        moveTo(sign(begin) == ' ' ? begin + 2 : begin + 3);
        switch (kind) {
            case '#' -> comment(begin);
            case '%' -> code(BLOCK_BEGIN, BLOCK_END, begin);
            default -> code(VARIABLE_BEGIN, VARIABLE_END, begin);
        }
    }

    private int nextDelimiter(int from) {
        int brace = text.indexOf('{', from);
        while (brace >= 0 && brace + 1 < text.length()) {
            if ("{%#".indexOf(text.charAt(brace + 1)) >= 0) {
                return brace;
            }
            brace = text.indexOf('{', brace + 1);
        }
        return -1;
    }

    /** The sign after a delimiter, or a blank. */
    private char sign(int delimiter) {
        char sign = delimiter + 2 < text.length() ? text.charAt(delimiter + 2) : ' ';
        return sign == '-' || sign == '+' ? sign : ' ';
    }

    private void data(int from, int to, char sign, boolean statement) {
        int end = to;
        if (sign == '-') {
            end = Whitespace.skipBack(text, from, to);
        } else if (sign != '+' && statement) {
            int line = lineBegin(from, to);
            if ((line > from || lineStarts) && Whitespace.skip(text, line, to) == to) {
                end = line;
            }
        }
        if (end > from) {
            add(DATA, text.substring(from, end), from);
        }
    }

    /** Where the line of an offset begins, but not before another offset. */
    private int lineBegin(int from, int to) {
        int begin = to;
        while (begin > from && text.charAt(begin - 1) != '\n') {
            begin--;
        }
        return begin;
    }

    private void raw(int begin) {
        Matcher end = RAW_END.matcher(text);
        if (at == text.length()) {
            return; // Jinja2 does not miss the end where nothing is left
        }
        if (!end.find(at)) {
            throw TemplateFailure.syntax("\"raw\" is not closed by \"endraw\"", begin);
        }
        data(at, end.start(), sign(end.start()), true);
        moveTo(end.end());
    }

    private void comment(int begin) {
        int end = text.indexOf("#}", at);
        if (at == text.length()) {
            return;
        }
        if (end < 0) {
            throw TemplateFailure.syntax("the comment is not closed by \"#}\"", begin);
        }
        char sign = end > at ? text.charAt(end - 1) : ' ';
        moveTo(afterEnd(end + 2, sign, true));
    }

    /** Where text goes on after a closing delimiter. */
    private int afterEnd(int end, char sign, boolean statement) {
        if (sign == '-') {
            return Whitespace.skip(text, end, text.length());
        }
        boolean trims = statement && sign != '+' && end < text.length() && text.charAt(end) == '\n';
        return trims ? end + 1 : end;
    }

    private void code(Token.Type opening, Token.Type closing, int begin) {
        add(opening, "", begin);
        Deque<Token> open = new ArrayDeque<>();
        while (true) {
            if (open.isEmpty() && close(closing)) {
                return;
            }
            at = Whitespace.skip(text, at, text.length());
            if (open.isEmpty() && close(closing)) {
                return;
            }
            if (at >= text.length()) {
                return; // the parser says what it still expected
            }
            Token token = scanner.scan(at);
            balance(open, token);
            tokens.add(token);
            at = scanner.end();
        }
    }

    private boolean close(Token.Type closing) {
        String delimiter = closing == BLOCK_END ? "%}" : "}}";
        char sign = at < text.length() ? text.charAt(at) : ' ';
        boolean signed = sign == '-' || (sign == '+' && closing == BLOCK_END);
        int delimiterAt = signed ? at + 1 : at;
        if (!text.startsWith(delimiter, delimiterAt)) {
            return false;
        }
        add(closing, "", at);
        moveTo(afterEnd(delimiterAt + 2, signed ? sign : ' ', closing == BLOCK_END));
        return true;
    }

    private static void balance(Deque<Token> open, Token token) {
        if (!token.is(Token.Type.OPERATOR)) {
            return;
        }
        int closing = ")]}".indexOf(token.text());
        if ("([{".contains(token.text())) {
            open.push(token);
        } else if (closing >= 0 && (open.isEmpty() || "([{".indexOf(open.pop().text()) != closing)) {
            throw TemplateFailure.syntax("unexpected " + token.describe(), token.offset());
        }
    }

    private void moveTo(int position) {
        lineStarts = position > 0 && text.charAt(position - 1) == '\n';
        at = position;
    }

    private void add(Token.Type type, String value, int offset) {
        tokens.add(new Token(type, value, offset));
    }
}
