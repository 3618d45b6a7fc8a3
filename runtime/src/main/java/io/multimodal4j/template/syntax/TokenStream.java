package io.multimodal4j.template.syntax;

import io.multimodal4j.template.value.TemplateFailure;
import java.util.List;

/** The tokens of a template, of which one is looked at. */
final class TokenStream {

    /** Deeper than any template nests, and far from what the stack holds. */
    private static final int MAX_DEPTH = 64;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token following() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    /** Takes the current token; the last is never passed. */
    Token next() {
        Token token = current();
        if (at + 1 < tokens.size()) {
            at++;
        }
        return token;
    }

    boolean skipOperator(String operator) {
        boolean found = current().isOperator(operator);
        if (found) {
            next();
        }
        return found;
    }

    boolean skipName(String name) {
        boolean found = current().isName(name);
        if (found) {
            next();
        }
        return found;
    }

    Token expectOperator(String operator) {
        if (!current().isOperator(operator)) {
            throw unexpected("\"" + operator + "\"");
        }
        return next();
    }

    Token expectName(String name) {
        if (!current().isName(name)) {
            throw unexpected("\"" + name + "\"");
        }
        return next();
    }

    Token expect(Token.Type type) {
        if (!current().is(type)) {
            throw unexpected(type.toString());
        }
        return next();
    }

    TemplateFailure unexpected(String expected) {
        return TemplateFailure.syntax(
                "unexpected " + current().describe() + ", expected " + expected,
                current().offset());
    }

    /** Goes into something that may contain itself. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw TemplateFailure.limit("the template nests deeper than " + MAX_DEPTH + " levels")
                    .at(current().offset());
        }
    }

    void leave() {
        depth--;
    }
}
