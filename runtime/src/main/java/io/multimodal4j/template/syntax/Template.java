package io.multimodal4j.template.syntax;

import java.util.List;

/**
 * A parsed template.
 *
 * @param source what it was parsed from, for the places in messages
 * @param body its statements
 */
public record Template(Source source, List<Statement> body) {

    /**
     * Parses a template.
     *
     * @param source the source
     * @return its statements
     * @throws io.multimodal4j.template.value.TemplateFailure if it is not a template, or uses a statement that is not supported
     */
    public static Template parse(Source source) {
        return new Template(source, new StatementParser(new TokenStream(Lexer.tokenize(source))).parse());
    }
}
