package io.multimodal4j.template.syntax;

import io.multimodal4j.template.syntax.Expression.Binary;
import io.multimodal4j.template.syntax.Expression.Comparison;
import io.multimodal4j.template.syntax.Expression.Concat;
import io.multimodal4j.template.syntax.Expression.Conditional;
import io.multimodal4j.template.syntax.Expression.Logical;
import io.multimodal4j.template.syntax.Expression.Sequence;
import io.multimodal4j.template.syntax.Expression.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jinja2's operators, from the one that binds least: inline {@code if}, {@code or}, {@code and}, {@code not}, comparisons, sums, {@code ~}, products, powers, signs. */
final class ExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> SUMS = Set.of("+", "-");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");

    private final TokenStream tokens;
    private final DepthCheck depths;
    private final PrimaryParser primaries;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.depths = new DepthCheck();
        this.primaries = new PrimaryParser(tokens, depths, this);
    }

    PrimaryParser primaries() {
        return primaries;
    }

    Expression expression() {
        tokens.enter();
        int offset = tokens.current().offset();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression test = or();
            Optional<Expression> otherwise = tokens.skipName("else") ? Optional.of(expression()) : Optional.empty();
            value = depths.check(new Conditional(test, value, otherwise, offset));
        }
        tokens.leave();
        return value;
    }

    /** One expression, or several with commas between them, which are a tuple. */
    Expression tuple(boolean conditional) {
        return tuple(conditional, false);
    }

    /** What stands in parentheses: it may be an empty tuple. */
    Expression parenthesised() {
        return tuple(true, true);
    }

    private Expression tuple(boolean conditional, boolean mayBeEmpty) {
        int offset = tokens.current().offset();
        List<Expression> items = new ArrayList<>();
        boolean tuple = false;
        while (!tupleEnds()) {
            items.add(conditional ? expression() : or());
            if (!tokens.skipOperator(",")) {
                break;
            }
            tuple = true;
        }
        if (!tuple && !items.isEmpty()) {
            return items.get(0);
        }
        if (items.isEmpty() && !mayBeEmpty) {
            throw tokens.unexpected("an expression");
        }
        return depths.check(new Sequence(List.copyOf(items), true, offset));
    }

    boolean tupleEnds() {
        Token token = tokens.current();
        return token.is(Token.Type.VARIABLE_END) || token.is(Token.Type.BLOCK_END) || token.isOperator(")");
    }

    private Expression or() {
        Expression left = and();
        while (tokens.current().isName("or")) {
            int offset = tokens.next().offset();
            left = depths.check(new Logical(false, left, and(), offset));
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.current().isName("and")) {
            int offset = tokens.next().offset();
            left = depths.check(new Logical(true, left, not(), offset));
        }
        return left;
    }

    private Expression not() {
        if (!tokens.current().isName("not")) {
            return comparison();
        }
        int offset = tokens.next().offset();
        tokens.enter();
        Expression operand = not();
        tokens.leave();
        return depths.check(new Unary("not", operand, offset));
    }

    private Expression comparison() {
        int offset = tokens.current().offset();
        List<String> operators = new ArrayList<>();
        List<Expression> operands = new ArrayList<>(List.of(sum()));
        while (true) {
            Optional<String> operator = comparisonOperator();
            if (operator.isEmpty()) {
                break;
            }
            operators.add(operator.get());
            operands.add(sum());
        }
        return operators.isEmpty()
                ? operands.get(0)
                : depths.check(new Comparison(List.copyOf(operators), List.copyOf(operands), offset));
    }

    private Optional<String> comparisonOperator() {
        Token token = tokens.current();
        if (token.is(Token.Type.OPERATOR) && COMPARISONS.contains(token.text())) {
            return Optional.of(tokens.next().text());
        }
        if (tokens.skipName("in")) {
            return Optional.of("in");
        }
        if (token.isName("not") && tokens.following().isName("in")) {
            tokens.next();
            tokens.next();
            return Optional.of("not in");
        }
        return Optional.empty();
    }

    private boolean isOperatorOf(Set<String> operators) {
        return tokens.current().is(Token.Type.OPERATOR)
                && operators.contains(tokens.current().text());
    }

    private Expression sum() {
        Expression left = concat();
        while (isOperatorOf(SUMS)) {
            Token operator = tokens.next();
            left = depths.check(new Binary(operator.text(), left, concat(), operator.offset()));
        }
        return left;
    }

    private Expression concat() {
        int offset = tokens.current().offset();
        List<Expression> items = new ArrayList<>(List.of(product()));
        while (tokens.skipOperator("~")) {
            items.add(product());
        }
        return items.size() == 1 ? items.get(0) : depths.check(new Concat(List.copyOf(items), offset));
    }

    private Expression product() {
        Expression left = power();
        while (isOperatorOf(PRODUCTS)) {
            Token operator = tokens.next();
            left = depths.check(new Binary(operator.text(), left, power(), operator.offset()));
        }
        return left;
    }

    /** In Jinja2 powers are taken from the left, unlike in Python. */
    private Expression power() {
        Expression left = unary(true);
        while (tokens.current().isOperator("**")) {
            int offset = tokens.next().offset();
            left = depths.check(new Binary("**", left, unary(true), offset));
        }
        return left;
    }

    private Expression unary(boolean filtered) {
        Token token = tokens.current();
        Expression value;
        if (token.isOperator("-") || token.isOperator("+")) {
            tokens.next();
            tokens.enter();
            value = depths.check(new Unary(token.text(), unary(false), token.offset()));
            tokens.leave();
        } else {
            value = primaries.primary();
        }
        value = primaries.postfixes(value);
        return filtered ? primaries.filters(value) : value;
    }
}
