package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Expression;
import io.multimodal4j.template.syntax.Statement;
import io.multimodal4j.template.syntax.Target;
import io.multimodal4j.template.syntax.Template;
import io.multimodal4j.template.syntax.Walk;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses templates that use what is not supported here, or does not exist, before anything is rendered. */
final class LoadChecks {

    private static final Set<String> FILTERS_OF_FILTERS = Set.of("map");
    private static final Set<String> FILTERS_OF_TESTS = Set.of("select", "reject", "selectattr", "rejectattr");

    private final Set<String> assigned = new HashSet<>();

    private LoadChecks() {}

    static void check(Template template) {
        LoadChecks checks = new LoadChecks();
        Walk.statements(template.body(), checks::collectNames);
        Walk.expressions(template.body(), checks::check);
        Walk.statements(template.body(), LoadChecks::checkLoopVariable);
    }

    private void collectNames(Statement statement) {
        if (statement instanceof Statement.Macro macro) {
            assigned.add(macro.name());
            assigned.addAll(macro.parameters());
        }
        targets(statement).forEach(this::collectNames);
    }

    private void collectNames(Target target) {
        if (target instanceof Target.Variable variable) {
            assigned.add(variable.name());
        } else if (target instanceof Target.Unpacked unpacked) {
            unpacked.items().forEach(this::collectNames);
        }
    }

    private static List<Target> targets(Statement statement) {
        if (statement instanceof Statement.Assign assign) {
            return List.of(assign.target());
        }
        if (statement instanceof Statement.AssignBlock assign) {
            return List.of(assign.target());
        }
        if (statement instanceof Statement.For loop) {
            return List.of(loop.target());
        }
        return statement instanceof Statement.With with ? with.targets() : List.of();
    }

    private void check(Expression expression) {
        if (expression instanceof Expression.Name name) {
            if (Globals.UNSUPPORTED.contains(name.name()) && !assigned.contains(name.name())) {
                throw TemplateFailure.unsupported("the variable \"" + name.name() + "\"", name.offset());
            }
        } else if (expression instanceof Expression.Filter filter) {
            checkFilter(filter.name(), filter.offset());
            checkNamedIn(filter);
        } else if (expression instanceof Expression.Test test) {
            checkTest(test.name(), test.offset());
        } else if (expression instanceof Expression.Call call
                && call.callee() instanceof Expression.Attribute attribute
                && StringMethods.UNSUPPORTED.contains(attribute.name())) {
            throw TemplateFailure.unsupported("the method \"" + attribute.name() + "\"", attribute.offset());
        }
    }

    /** The filter or test whose name is an argument of another filter. */
    private static void checkNamedIn(Expression.Filter filter) {
        List<Expression> arguments = filter.arguments().positional();
        int place = filter.name().endsWith("attr") ? 1 : 0;
        if (arguments.size() > place
                && arguments.get(place) instanceof Expression.Constant constant
                && constant.value() instanceof Text name) {
            if (FILTERS_OF_FILTERS.contains(filter.name())) {
                checkFilter(name.chars(), constant.offset());
            } else if (FILTERS_OF_TESTS.contains(filter.name())) {
                checkTest(name.chars(), constant.offset());
            }
        }
    }

    private static void checkFilter(String name, int offset) {
        if (Filters.UNSUPPORTED.contains(name)) {
            throw TemplateFailure.unsupported("the filter \"" + name + "\"", offset);
        }
        if (!Filters.isSupported(name)) {
            throw TemplateFailure.syntax("there is no filter \"" + name + "\"", offset);
        }
    }

    private static void checkTest(String name, int offset) {
        if (!Tests.isSupported(name)) {
            throw TemplateFailure.syntax("there is no test \"" + name + "\"", offset);
        }
    }

    private static void checkLoopVariable(Statement statement) {
        if (!(statement instanceof Statement.For loop)) {
            return;
        }
        Walk.statements(List.of(loop), inner -> targets(inner).forEach(LoadChecks::checkNotLoop));
    }

    private static void checkNotLoop(Target target) {
        if (target instanceof Target.Variable variable && variable.name().equals("loop")) {
            throw TemplateFailure.syntax("the variable \"loop\" cannot be assigned in a loop", variable.offset());
        }
        if (target instanceof Target.Unpacked unpacked) {
            unpacked.items().forEach(LoadChecks::checkNotLoop);
        }
    }
}
