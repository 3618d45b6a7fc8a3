package io.multimodal4j.template.syntax;

import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An expression of a template. */
public sealed interface Expression {

    /** Where it is, in characters of the normalised source. */
    int offset();

    /** The expressions it consists of. */
    List<Expression> children();

    /** Calls the visitor's method for this kind of expression. */
    <R> R accept(Visitor<R> visitor);

    /**
     * What is done with each kind of expression.
     *
     * @param <R> the result
     */
    interface Visitor<R> {

        /** A literal that is one value. */
        R visit(Constant node);

        /** A variable. */
        R visit(Name node);

        /** A list or tuple. */
        R visit(Sequence node);

        /** A dictionary. */
        R visit(Dict node);

        /** An attribute. */
        R visit(Attribute node);

        /** An element. */
        R visit(Element node);

        /** A slice. */
        R visit(Slice node);

        /** A call. */
        R visit(Call node);

        /** A filter. */
        R visit(Filter node);

        /** A test. */
        R visit(Test node);

        /** A sign or a {@code not}. */
        R visit(Unary node);

        /** An arithmetic operation. */
        R visit(Binary node);

        /** An {@code and} or {@code or}. */
        R visit(Logical node);

        /** A chain of {@code ~}. */
        R visit(Concat node);

        /** A chain of comparisons. */
        R visit(Comparison node);

        /** An inline {@code if}. */
        R visit(Conditional node);
    }

    /**
     * A literal that is one value.
     *
     * @param value the value
     * @param offset where it is
     */
    record Constant(Value value, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A variable.
     *
     * @param name its name
     * @param offset where it is
     */
    record Name(String name, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A list or tuple.
     *
     * @param items the elements
     * @param tuple whether it is a tuple
     * @param offset where it is
     */
    record Sequence(List<Expression> items, boolean tuple, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return items;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A dictionary.
     *
     * @param keys the keys
     * @param values the values, as many
     * @param offset where it is
     */
    record Dict(List<Expression> keys, List<Expression> values, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            List<Expression> children = new ArrayList<>(keys);
            children.addAll(values);
            return children;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code target.name}.
     *
     * @param target what has the attribute
     * @param name its name
     * @param offset where it is
     */
    record Attribute(Expression target, String name, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(target);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code target[key]}.
     *
     * @param target what has the element
     * @param key its key or index
     * @param offset where it is
     */
    record Element(Expression target, Expression key, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(target, key);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code target[start:stop:step]}.
     *
     * @param target what is cut
     * @param start the first index
     * @param stop the index after the last
     * @param step from one index to the next
     * @param offset where it is
     */
    record Slice(
            Expression target,
            Optional<Expression> start,
            Optional<Expression> stop,
            Optional<Expression> step,
            int offset)
            implements Expression {
        @Override
        public List<Expression> children() {
            List<Expression> children = new ArrayList<>(List.of(target));
            start.ifPresent(children::add);
            stop.ifPresent(children::add);
            step.ifPresent(children::add);
            return children;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * What stands between the parentheses of a call.
     *
     * @param positional the arguments without a name
     * @param named those with one
     * @param star what is unpacked by {@code *}
     * @param doubleStar what is unpacked by {@code **}
     */
    record CallArguments(
            List<Expression> positional,
            List<Named> named,
            Optional<Expression> star,
            Optional<Expression> doubleStar) {

        /** No arguments. */
        static final CallArguments NONE = new CallArguments(List.of(), List.of(), Optional.empty(), Optional.empty());

        /** All expressions. */
        List<Expression> expressions() {
            List<Expression> all = new ArrayList<>(positional);
            named.forEach(argument -> all.add(argument.value()));
            star.ifPresent(all::add);
            doubleStar.ifPresent(all::add);
            return all;
        }
    }

    /**
     * An argument with a name.
     *
     * @param name the name
     * @param value the argument
     */
    record Named(String name, Expression value) {}

    /**
     * A call.
     *
     * @param callee what is called
     * @param arguments the arguments
     * @param offset where it is
     */
    record Call(Expression callee, CallArguments arguments, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return prepend(callee, arguments.expressions());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code input | name(arguments)}.
     *
     * @param input what goes through the filter; empty for the innermost filter of a block
     * @param name the filter's name
     * @param arguments the arguments
     * @param offset where it is
     */
    record Filter(Optional<Expression> input, String name, CallArguments arguments, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            List<Expression> expressions = arguments.expressions();
            return input.map(expression -> prepend(expression, expressions)).orElse(expressions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code input is name(arguments)}.
     *
     * @param input what is tested
     * @param name the test's name
     * @param arguments the arguments
     * @param offset where it is
     */
    record Test(Expression input, String name, CallArguments arguments, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return prepend(input, arguments.expressions());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A sign or a {@code not}.
     *
     * @param operator {@code +}, {@code -} or {@code not}
     * @param operand the operand
     * @param offset where it is
     */
    record Unary(String operator, Expression operand, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(operand);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An arithmetic operation.
     *
     * @param operator the operator
     * @param left the left operand
     * @param right the right operand
     * @param offset where it is
     */
    record Binary(String operator, Expression left, Expression right, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(left, right);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An {@code and} or {@code or}, whose value is that of the operand that decides.
     *
     * @param and whether it is {@code and}
     * @param left the left operand
     * @param right the right operand, which may not be evaluated
     * @param offset where it is
     */
    record Logical(boolean and, Expression left, Expression right, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(left, right);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A chain of {@code ~}.
     *
     * @param items what is put together
     * @param offset where it is
     */
    record Concat(List<Expression> items, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return items;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A chain of comparisons such as {@code 0 < x <= 9}.
     *
     * @param operators the operators, {@code in} and {@code not in} among them
     * @param operands one more than operators
     * @param offset where it is
     */
    record Comparison(List<String> operators, List<Expression> operands, int offset) implements Expression {
        @Override
        public List<Expression> children() {
            return operands;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code then if test else otherwise}.
     *
     * @param test the condition
     * @param then the value if it is true
     * @param otherwise the value if it is not; undefined if there is none
     * @param offset where it is
     */
    record Conditional(Expression test, Expression then, Optional<Expression> otherwise, int offset)
            implements Expression {
        @Override
        public List<Expression> children() {
            List<Expression> children = new ArrayList<>(List.of(test, then));
            otherwise.ifPresent(children::add);
            return children;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    private static List<Expression> prepend(Expression first, List<Expression> others) {
        List<Expression> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }
}
