package io.multimodal4j.template.syntax;

import io.multimodal4j.template.syntax.Expression.Name;
import io.multimodal4j.template.syntax.Expression.Sequence;
import io.multimodal4j.template.value.TemplateFailure;
import java.util.ArrayList;
import java.util.List;

/** What stands before {@code =} and {@code in}: names, attributes of namespaces, and tuples of them. */
final class TargetParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    TargetParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** One target, or several with commas between them. */
    Target targets(boolean members) {
        int offset = tokens.current().offset();
        List<Target> items = new ArrayList<>();
        boolean tuple = false;
        while (!expressions.tupleEnds()) {
            items.add(target(members));
            if (!tokens.skipOperator(",")) {
                break;
            }
            tuple = true;
        }
        if (items.isEmpty()) {
            throw tokens.unexpected("a name");
        }
        return tuple ? new Target.Unpacked(List.copyOf(items), offset) : items.get(0);
    }

    private Target target(boolean members) {
        Token token = tokens.current();
        if (members && token.is(Token.Type.NAME) && tokens.following().isOperator(".")) {
            tokens.next();
            tokens.next();
            return new Target.Member(
                    token.text(), tokens.expect(Token.Type.NAME).text(), token.offset());
        }
        return assignable(expressions.primaries().primary());
    }

    private static Target assignable(Expression expression) {
        if (expression instanceof Name name) {
            return new Target.Variable(name.name(), name.offset());
        }
        if (expression instanceof Sequence sequence && sequence.tuple()) {
            return new Target.Unpacked(
                    sequence.items().stream().map(TargetParser::assignable).toList(), sequence.offset());
        }
        throw TemplateFailure.syntax("this cannot be assigned to", expression.offset());
    }

    /** A name alone. */
    Target.Variable name() {
        Token token = tokens.expect(Token.Type.NAME);
        if (!(assignable(nameExpression(token)) instanceof Target.Variable variable)) {
            throw new AssertionError("a name is a variable");
        }
        return variable;
    }

    private static Expression nameExpression(Token token) {
        return switch (token.text()) {
            case "true", "True", "false", "False", "none", "None" ->
                throw TemplateFailure.syntax("a constant cannot be assigned to", token.offset());
            default -> new Name(token.text(), token.offset());
        };
    }
}
