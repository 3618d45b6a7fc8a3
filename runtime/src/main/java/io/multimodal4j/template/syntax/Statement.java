package io.multimodal4j.template.syntax;

import io.multimodal4j.template.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A statement of a template. */
public sealed interface Statement {

    /** Where it is, in characters of the normalised source. */
    int offset();

    /** The expressions in it, without those of the statements in it. */
    List<Expression> expressions();

    /** The statements in it. */
    default List<Statement> statements() {
        return List.of();
    }

    /** Calls the visitor's method for this kind of statement. */
    <R> R accept(Visitor<R> visitor);

    /**
     * What is done with each kind of statement.
     *
     * @param <R> the result
     */
    interface Visitor<R> {

        /** Text. */
        R visit(Data node);

        /** Expressions to print. */
        R visit(Output node);

        /** An {@code if}. */
        R visit(If node);

        /** A loop. */
        R visit(For node);

        /** An assignment. */
        R visit(Assign node);

        /** An assignment of a block. */
        R visit(AssignBlock node);

        /** The definition of a macro. */
        R visit(Macro node);

        /** A block with variables of its own. */
        R visit(With node);

        /** What the assistant has said. */
        R visit(Generation node);

        /** The end of a loop or of one turn of it. */
        R visit(Jump node);
    }

    /**
     * Text between the tags.
     *
     * @param text the text
     * @param offset where it is
     */
    record Data(Text text, int offset) implements Statement {
        @Override
        public List<Expression> expressions() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Expressions to print, one after the other.
     *
     * @param expressions the expressions
     * @param offset where they are
     */
    record Output(List<Expression> expressions, int offset) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A condition with what is done if it is true.
     *
     * @param test the condition
     * @param body the statements
     */
    record Branch(Expression test, List<Statement> body) {}

    /**
     * An {@code if} with its {@code elif} and {@code else}.
     *
     * @param branches the conditions in order
     * @param otherwise what is done if none is true
     * @param offset where it is
     */
    record If(List<Branch> branches, List<Statement> otherwise, int offset) implements Statement {
        @Override
        public List<Expression> expressions() {
            return branches.stream().map(Branch::test).toList();
        }

        @Override
        public List<Statement> statements() {
            List<Statement> all = new ArrayList<>();
            branches.forEach(branch -> all.addAll(branch.body()));
            all.addAll(otherwise);
            return all;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A loop.
     *
     * @param target what each element is assigned to
     * @param iterable what has the elements
     * @param test which elements are taken
     * @param body what is done with each
     * @param otherwise what is done if there is none
     * @param offset where it is
     */
    record For(
            Target target,
            Expression iterable,
            Optional<Expression> test,
            List<Statement> body,
            List<Statement> otherwise,
            int offset)
            implements Statement {
        @Override
        public List<Expression> expressions() {
            List<Expression> all = new ArrayList<>(List.of(iterable));
            test.ifPresent(all::add);
            return all;
        }

        @Override
        public List<Statement> statements() {
            List<Statement> all = new ArrayList<>(body);
            all.addAll(otherwise);
            return all;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An assignment.
     *
     * @param target what is assigned to
     * @param value the value
     * @param offset where it is
     */
    record Assign(Target target, Expression value, int offset) implements Statement {
        @Override
        public List<Expression> expressions() {
            return List.of(value);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * An assignment of what a block prints.
     *
     * @param target what is assigned to
     * @param filter the filters that the text goes through, the innermost without an input
     * @param body the block
     * @param offset where it is
     */
    record AssignBlock(Target target, Optional<Expression> filter, List<Statement> body, int offset)
            implements Statement {
        @Override
        public List<Expression> expressions() {
            return filter.map(List::of).orElse(List.of());
        }

        @Override
        public List<Statement> statements() {
            return body;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * The definition of a macro.
     *
     * @param name its name
     * @param parameters the names of its parameters
     * @param defaults the values of the last parameters when they are not given
     * @param body what it prints
     * @param names the variables that the body reads
     * @param offset where it is
     */
    record Macro(
            String name,
            List<String> parameters,
            List<Expression> defaults,
            List<Statement> body,
            Set<String> names,
            int offset)
            implements Statement {

        /** The default of a parameter. */
        public Optional<Expression> defaultOf(int parameter) {
            int index = parameter - (parameters.size() - defaults.size());
            return index < 0 ? Optional.empty() : Optional.of(defaults.get(index));
        }

        @Override
        public List<Expression> expressions() {
            return defaults;
        }

        @Override
        public List<Statement> statements() {
            return body;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A block with variables of its own.
     *
     * @param targets the variables
     * @param values their values, which do not see the variables
     * @param body the block
     * @param offset where it is
     */
    record With(List<Target> targets, List<Expression> values, List<Statement> body, int offset) implements Statement {
        @Override
        public List<Expression> expressions() {
            return values;
        }

        @Override
        public List<Statement> statements() {
            return body;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * What the assistant has said: Hugging Face's mark for training, which prints what is in it.
     *
     * @param body the block
     * @param offset where it is
     */
    record Generation(List<Statement> body, int offset) implements Statement {
        @Override
        public List<Expression> expressions() {
            return List.of();
        }

        @Override
        public List<Statement> statements() {
            return body;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code break} or {@code continue}.
     *
     * @param exits whether the loop ends
     * @param offset where it is
     */
    record Jump(boolean exits, int offset) implements Statement {
        @Override
        public List<Expression> expressions() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
