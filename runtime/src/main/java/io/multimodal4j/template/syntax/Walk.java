package io.multimodal4j.template.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Visits everything in a part of a template. */
public final class Walk {

    private Walk() {}

    /** Gives every statement, outer ones first, to a consumer. */
    public static void statements(List<Statement> roots, Consumer<Statement> consumer) {
        Deque<Statement> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Statement statement = open.pop();
            consumer.accept(statement);
            open.addAll(statement.statements());
        }
    }

    /** Gives every expression in some statements to a consumer. */
    public static void expressions(List<Statement> roots, Consumer<Expression> consumer) {
        statements(roots, statement -> statement.expressions().forEach(root -> expressions(root, consumer)));
    }

    /** Gives an expression and every expression in it to a consumer. */
    public static void expressions(Expression root, Consumer<Expression> consumer) {
        Deque<Expression> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Expression expression = open.pop();
            consumer.accept(expression);
            open.addAll(expression.children());
        }
    }

    /** The variables that some statements read. */
    static Set<String> names(List<Statement> roots) {
        Set<String> names = new HashSet<>();
        expressions(roots, expression -> {
            if (expression instanceof Expression.Name name) {
                names.add(name.name());
            }
        });
        return Set.copyOf(names);
    }
}
