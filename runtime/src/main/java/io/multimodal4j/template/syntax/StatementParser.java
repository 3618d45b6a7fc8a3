package io.multimodal4j.template.syntax;

import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Text, output and statements. */
final class StatementParser {

    /** Tags of Jinja2 and of its well-known extensions that no chat template needs. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "autoescape", "block", "call", "debug", "do", "extends", "filter", "from", "import", "include", "trans");

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    /** Whether {@code break} and {@code continue} have a loop to act on. */
    private boolean inLoop;

    StatementParser(TokenStream tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.targets = new TargetParser(tokens, expressions);
    }

    List<Statement> parse() {
        return statements(Set.of());
    }

    /** Statements up to one of some tags, whose name becomes the current token, or up to the end. */
    private List<Statement> statements(Set<String> endTags) {
        List<Statement> body = new ArrayList<>();
        while (true) {
            Token token = tokens.current();
            switch (token.type()) {
                case DATA -> body.add(new Statement.Data(Text.of(tokens.next().text()), token.offset()));
                case VARIABLE_BEGIN -> body.add(output());
                case BLOCK_BEGIN -> {
                    tokens.next();
                    if (tokens.current().is(Token.Type.NAME)
                            && endTags.contains(tokens.current().text())) {
                        return List.copyOf(body);
                    }
                    body.add(statement());
                    tokens.expect(Token.Type.BLOCK_END);
                }
                case END -> {
                    if (!endTags.isEmpty()) {
                        throw tokens.unexpected(names(endTags));
                    }
                    return List.copyOf(body);
                }
                default -> throw new AssertionError(token.type());
            }
        }
    }

    private static String names(Set<String> tags) {
        return tags.stream().sorted().map(tag -> "\"" + tag + "\"").collect(Collectors.joining(" or "));
    }

    private Statement output() {
        int offset = tokens.next().offset();
        Expression value = expressions.tuple(true);
        tokens.expect(Token.Type.VARIABLE_END);
        return new Statement.Output(List.of(value), offset);
    }

    private Statement statement() {
        Token tag = tokens.expect(Token.Type.NAME);
        tokens.enter();
        Statement statement = switch (tag.text()) {
            case "if" -> conditional(tag.offset());
            case "for" -> loop(tag.offset());
            case "set" -> assignment(tag.offset());
            case "macro" -> macro(tag.offset());
            case "with" -> with(tag.offset());
            case "print" -> print(tag.offset());
            case "generation" -> new Statement.Generation(closedBody("endgeneration"), tag.offset());
            case "break", "continue" -> jump(tag);
            default -> throw unknown(tag);
        };
        tokens.leave();
        return statement;
    }

    private static TemplateFailure unknown(Token tag) {
        return UNSUPPORTED.contains(tag.text())
                ? TemplateFailure.unsupported("the statement \"" + tag.text() + "\"", tag.offset())
                : TemplateFailure.syntax("unknown statement \"" + tag.text() + "\"", tag.offset());
    }

    private Statement jump(Token tag) {
        if (!inLoop) {
            throw TemplateFailure.syntax("\"" + tag.text() + "\" outside of a loop", tag.offset());
        }
        return new Statement.Jump(tag.text().equals("break"), tag.offset());
    }

    /** What follows the opening tag, up to one of some tags, whose name becomes the current token. */
    private List<Statement> body(Set<String> endTags) {
        tokens.skipOperator(":");
        tokens.expect(Token.Type.BLOCK_END);
        return statements(endTags);
    }

    /** The body of a statement that is a function of its own: loops around it are out of reach. */
    private List<Statement> closedBody(String endTag) {
        boolean before = inLoop;
        inLoop = false;
        List<Statement> body = body(Set.of(endTag));
        inLoop = before;
        tokens.next();
        return body;
    }

    private Statement conditional(int offset) {
        List<Statement.Branch> branches = new ArrayList<>();
        Token end;
        do {
            Expression test = expressions.tuple(false);
            branches.add(new Statement.Branch(test, body(Set.of("elif", "else", "endif"))));
            end = tokens.next();
        } while (end.isName("elif"));
        List<Statement> otherwise = List.of();
        if (end.isName("else")) {
            otherwise = body(Set.of("endif"));
            tokens.next();
        }
        return new Statement.If(List.copyOf(branches), otherwise, offset);
    }

    private Statement loop(int offset) {
        Target target = targets.targets(false);
        tokens.expectName("in");
        Expression iterable = expressions.tuple(false);
        Optional<Expression> test = tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        if (tokens.current().isName("recursive")) {
            throw TemplateFailure.unsupported(
                    "a recursive loop", tokens.current().offset());
        }
        boolean before = inLoop;
        inLoop = true;
        List<Statement> body = body(Set.of("else", "endfor"));
        inLoop = before;
        List<Statement> otherwise = List.of();
        if (tokens.next().isName("else")) {
            otherwise = body(Set.of("endfor"));
            tokens.next();
        }
        return new Statement.For(target, iterable, test, body, otherwise, offset);
    }

    private Statement assignment(int offset) {
        Target target = targets.targets(true);
        if (tokens.skipOperator("=")) {
            return new Statement.Assign(target, expressions.tuple(true), offset);
        }
        Optional<Expression> filter = expressions.primaries().blockFilters();
        List<Statement> body = body(Set.of("endset"));
        tokens.next();
        return new Statement.AssignBlock(target, filter, body, offset);
    }

    private Statement macro(int offset) {
        String name = targets.name().name();
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        tokens.expectOperator("(");
        while (!tokens.skipOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            parameter(parameters, defaults);
        }
        List<Statement> body = closedBody("endmacro");
        return new Statement.Macro(
                name, List.copyOf(parameters), List.copyOf(defaults), body, Walk.names(body), offset);
    }

    private void parameter(List<String> parameters, List<Expression> defaults) {
        Target.Variable parameter = targets.name();
        if (parameters.contains(parameter.name())) {
            throw TemplateFailure.syntax(
                    "the macro has two parameters \"" + parameter.name() + "\"", parameter.offset());
        }
        if (tokens.skipOperator("=")) {
            defaults.add(expressions.expression());
        } else if (!defaults.isEmpty()) {
            throw TemplateFailure.syntax(
                    "the parameter \"" + parameter.name() + "\" needs a default, as one before it has one",
                    parameter.offset());
        }
        parameters.add(parameter.name());
    }

    private Statement with(int offset) {
        List<Target> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.current().is(Token.Type.BLOCK_END)) {
            if (!names.isEmpty()) {
                tokens.expectOperator(",");
            }
            names.add(targets.targets(false));
            tokens.expectOperator("=");
            values.add(expressions.expression());
        }
        List<Statement> body = body(Set.of("endwith"));
        tokens.next();
        return new Statement.With(List.copyOf(names), List.copyOf(values), body, offset);
    }

    private Statement print(int offset) {
        List<Expression> values = new ArrayList<>();
        while (!tokens.current().is(Token.Type.BLOCK_END)) {
            if (!values.isEmpty()) {
                tokens.expectOperator(",");
            }
            values.add(expressions.expression());
        }
        return new Statement.Output(List.copyOf(values), offset);
    }
}
