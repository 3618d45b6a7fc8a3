package io.multimodal4j.template.syntax;

import io.multimodal4j.template.syntax.Expression.Attribute;
import io.multimodal4j.template.syntax.Expression.Call;
import io.multimodal4j.template.syntax.Expression.CallArguments;
import io.multimodal4j.template.syntax.Expression.Constant;
import io.multimodal4j.template.syntax.Expression.Dict;
import io.multimodal4j.template.syntax.Expression.Element;
import io.multimodal4j.template.syntax.Expression.Filter;
import io.multimodal4j.template.syntax.Expression.Name;
import io.multimodal4j.template.syntax.Expression.Named;
import io.multimodal4j.template.syntax.Expression.Sequence;
import io.multimodal4j.template.syntax.Expression.Slice;
import io.multimodal4j.template.syntax.Expression.Test;
import io.multimodal4j.template.syntax.Expression.Unary;
import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names and literals, and what follows them: attributes, elements, calls, filters, tests. */
final class PrimaryParser {

    private static final Set<String> NO_TEST_ARGUMENT = Set.of("else", "or", "and");

    private final TokenStream tokens;
    private final DepthCheck depths;
    private final ExpressionParser expressions;

    PrimaryParser(TokenStream tokens, DepthCheck depths, ExpressionParser expressions) {
        this.tokens = tokens;
        this.depths = depths;
        this.expressions = expressions;
    }

    Expression primary() {
        Token token = tokens.current();
        return switch (token.type()) {
            case NAME -> name(tokens.next());
            case STRING -> string();
            case INTEGER -> new Constant(new IntValue(wholeNumber(tokens.next())), token.offset());
            case FLOAT ->
                new Constant(new FloatValue(Double.parseDouble(tokens.next().text())), token.offset());
            case OPERATOR -> bracketed();
            default -> throw tokens.unexpected("an expression");
        };
    }

    private static Expression name(Token token) {
        Optional<Value> constant = switch (token.text()) {
            case "true", "True" -> Optional.of(BoolValue.TRUE);
            case "false", "False" -> Optional.of(BoolValue.FALSE);
            case "none", "None" -> Optional.of(NoneValue.NONE);
            default -> Optional.empty();
        };
        return constant.<Expression>map(value -> new Constant(value, token.offset()))
                .orElseGet(() -> new Name(token.text(), token.offset()));
    }

    private Expression string() {
        int offset = tokens.current().offset();
        StringBuilder text = new StringBuilder();
        while (tokens.current().is(Token.Type.STRING)) {
            text.append(tokens.next().text());
        }
        return new Constant(Text.of(text.toString()), offset);
    }

    private static BigInteger wholeNumber(Token token) {
        String digits = token.text().toLowerCase(Locale.ROOT);
        if (digits.length() > 4300) {
            throw TemplateFailure.syntax("the number has more than 4300 digits", token.offset());
        }
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
        return new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
    }

    private Expression bracketed() {
        Token open = tokens.current();
        return switch (open.text()) {
            case "(" -> {
                tokens.next();
                Expression value = expressions.parenthesised();
                tokens.expectOperator(")");
                yield value;
            }
            case "[" -> list();
            case "{" -> dict();
            default -> throw tokens.unexpected("an expression");
        };
    }

    private Expression list() {
        int offset = tokens.expectOperator("[").offset();
        List<Expression> items = new ArrayList<>();
        while (!tokens.skipOperator("]")) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("]")) {
                    break;
                }
            }
            items.add(expressions.expression());
        }
        return depths.check(new Sequence(List.copyOf(items), false, offset));
    }

    private Expression dict() {
        int offset = tokens.expectOperator("{").offset();
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            if (!keys.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("}")) {
                    break;
                }
            }
            keys.add(expressions.expression());
            tokens.expectOperator(":");
            values.add(expressions.expression());
        }
        return depths.check(new Dict(List.copyOf(keys), List.copyOf(values), offset));
    }

    /** Attributes, elements and calls. */
    Expression postfixes(Expression start) {
        Expression value = start;
        while (tokens.current().is(Token.Type.OPERATOR)) {
            switch (tokens.current().text()) {
                case "." -> value = depths.check(attribute(value));
                case "[" -> value = depths.check(subscript(value));
                case "(" -> value = depths.check(new Call(value, arguments(), value.offset()));
                default -> {
                    return value;
                }
            }
        }
        return value;
    }

    /** Filters and tests, and calls of what they return. */
    Expression filters(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.current().isOperator("|")) {
                tokens.next();
                value = filter(Optional.of(value));
            } else if (tokens.current().isName("is")) {
                value = test(value);
            } else if (tokens.current().isOperator("(")) {
                value = depths.check(new Call(value, arguments(), value.offset()));
            } else {
                return value;
            }
        }
    }

    /** The filters after the name of a block that is assigned. */
    Optional<Expression> blockFilters() {
        Optional<Expression> filter = Optional.empty();
        while (tokens.skipOperator("|")) {
            filter = Optional.of(filter(filter));
        }
        return filter;
    }

    private Expression filter(Optional<Expression> input) {
        int offset = tokens.current().offset();
        String name = dottedName();
        CallArguments arguments = tokens.current().isOperator("(") ? arguments() : CallArguments.NONE;
        return depths.check(new Filter(input, name, arguments, offset));
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.expect(Token.Type.NAME).text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expect(Token.Type.NAME).text());
        }
        return name.toString();
    }

    private Expression test(Expression input) {
        int offset = tokens.expectName("is").offset();
        boolean negated = tokens.skipName("not");
        Test test = depths.check(new Test(input, dottedName(), testArguments(), offset));
        return negated ? depths.check(new Unary("not", test, offset)) : test;
    }

    private CallArguments testArguments() {
        Token token = tokens.current();
        if (token.isOperator("(")) {
            return arguments();
        }
        boolean argument = switch (token.type()) {
            case NAME -> !NO_TEST_ARGUMENT.contains(token.text());
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.text().equals("[") || token.text().equals("{");
            default -> false;
        };
        if (!argument) {
            return CallArguments.NONE;
        }
        if (token.isName("is")) {
            throw TemplateFailure.syntax("tests cannot be chained with \"is\"", token.offset());
        }
        return new CallArguments(List.of(postfixes(primary())), List.of(), Optional.empty(), Optional.empty());
    }

    private Expression attribute(Expression target) {
        int offset = tokens.expectOperator(".").offset();
        Token name = tokens.next();
        if (name.is(Token.Type.NAME)) {
            return new Attribute(target, name.text(), offset);
        }
        if (name.is(Token.Type.INTEGER)) {
            return new Element(target, new Constant(new IntValue(wholeNumber(name)), name.offset()), offset);
        }
        throw TemplateFailure.syntax("unexpected " + name.describe() + ", expected a name or a number", name.offset());
    }

    private Expression subscript(Expression target) {
        int offset = tokens.expectOperator("[").offset();
        if (tokens.current().isOperator(":")) {
            return slice(target, Optional.empty(), offset);
        }
        List<Expression> keys = new ArrayList<>();
        while (!tokens.current().isOperator("]")) {
            if (!keys.isEmpty()) {
                tokens.expectOperator(",");
            }
            keys.add(expressions.expression());
            if (tokens.current().isOperator(":")) {
                if (keys.size() > 1) {
                    throw TemplateFailure.unsupported("a slice among several keys", offset);
                }
                return slice(target, Optional.of(keys.get(0)), offset);
            }
        }
        tokens.next();
        Expression key = keys.size() == 1 ? keys.get(0) : depths.check(new Sequence(List.copyOf(keys), true, offset));
        return new Element(target, key, offset);
    }

    private Expression slice(Expression target, Optional<Expression> start, int offset) {
        tokens.expectOperator(":");
        Optional<Expression> stop = sliceBound();
        Optional<Expression> step = tokens.skipOperator(":") ? sliceBound() : Optional.empty();
        if (tokens.current().isOperator(",")) {
            throw TemplateFailure.unsupported("a slice among several keys", offset);
        }
        tokens.expectOperator("]");
        return new Slice(target, start, stop, step, offset);
    }

    private Optional<Expression> sliceBound() {
        Token token = tokens.current();
        boolean none = token.isOperator(":") || token.isOperator("]") || token.isOperator(",");
        return none ? Optional.empty() : Optional.of(expressions.expression());
    }

    private CallArguments arguments() {
        int offset = tokens.expectOperator("(").offset();
        ArgumentCollector collected = new ArgumentCollector(offset);
        boolean first = true;
        while (!tokens.skipOperator(")")) {
            if (!first) {
                tokens.expectOperator(",");
                if (tokens.skipOperator(")")) {
                    break;
                }
            }
            first = false;
            argument(collected);
        }
        return collected.toArguments();
    }

    private void argument(ArgumentCollector collected) {
        if (tokens.skipOperator("*")) {
            collected.star(expressions.expression());
        } else if (tokens.skipOperator("**")) {
            collected.doubleStar(expressions.expression());
        } else if (tokens.current().is(Token.Type.NAME) && tokens.following().isOperator("=")) {
            String name = tokens.next().text();
            tokens.next();
            collected.named(new Named(name, expressions.expression()));
        } else {
            collected.positional(expressions.expression());
        }
    }

    /** The arguments of a call in the order that Jinja2 allows. */
    private static final class ArgumentCollector {

        private final int offset;
        private final List<Expression> positional = new ArrayList<>();
        private final List<Named> named = new ArrayList<>();
        private Optional<Expression> star = Optional.empty();
        private Optional<Expression> doubleStar = Optional.empty();

        ArgumentCollector(int offset) {
            this.offset = offset;
        }

        void positional(Expression value) {
            require(named.isEmpty() && star.isEmpty() && doubleStar.isEmpty());
            positional.add(value);
        }

        void named(Named argument) {
            require(doubleStar.isEmpty()
                    && named.stream().noneMatch(other -> other.name().equals(argument.name())));
            named.add(argument);
        }

        void star(Expression value) {
            require(star.isEmpty() && doubleStar.isEmpty());
            star = Optional.of(value);
        }

        void doubleStar(Expression value) {
            require(doubleStar.isEmpty());
            doubleStar = Optional.of(value);
        }

        private void require(boolean allowed) {
            if (!allowed) {
                throw TemplateFailure.syntax(
                        "the arguments of a call must be in the order positional, named, *, **, each name once",
                        offset);
            }
        }

        CallArguments toArguments() {
            return new CallArguments(List.copyOf(positional), List.copyOf(named), star, doubleStar);
        }
    }
}
