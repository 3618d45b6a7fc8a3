package io.multimodal4j.template;

import io.multimodal4j.template.syntax.Expression;
import io.multimodal4j.template.syntax.Statement;
import io.multimodal4j.template.syntax.Target;
import io.multimodal4j.template.syntax.Template;
import io.multimodal4j.template.syntax.Walk;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.Text;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether a template takes the content of messages for a list of parts, as vLLM's {@code _detect_content_format} does: by looking for a loop over it. Here the
 * content is also followed into the parameters of macros, attributes of namespaces and inline conditions, and filters that only lists have count as well. Variables
 * are told apart by their names alone.
 */
final class ContentFlow {

    /** What a variable may hold. */
    private enum Kind {
        MESSAGES,
        MESSAGE,
        CONTENT
    }

    private static final Set<String> LIST_FILTERS = Set.of("map", "rejectattr", "selectattr");
    private static final Set<String> TYPE_TESTS = Set.of("iterable", "mapping", "sequence", "string");
    /** The filters after which a value is still, or may be, what it was. */
    private static final Set<String> KEEPING =
            Set.of("d", "default", "list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique");

    private final Map<String, EnumSet<Kind>> variables = new HashMap<>();
    private final Map<String, Statement.Macro> macros = new HashMap<>();
    private boolean changed;
    private boolean parts;
    private boolean typeTested;

    private ContentFlow() {}

    /**
     * What a template takes content for.
     *
     * @param format what it expects
     * @param eitherWay whether it looks what the content is, so that a string stays one even if it also takes parts
     */
    record Result(ContentFormat format, boolean eitherWay) {}

    static Result of(Template template) {
        ContentFlow flow = new ContentFlow();
        flow.variables.put("messages", EnumSet.of(Kind.MESSAGES));
        Walk.statements(template.body(), statement -> {
            if (statement instanceof Statement.Macro macro) {
                flow.macros.put(macro.name(), macro);
            }
        });
        do {
            flow.changed = false;
            Walk.statements(template.body(), flow::assign);
            Walk.expressions(template.body(), flow::bindParameters);
        } while (flow.changed);
        Walk.statements(template.body(), flow::lookForLoop);
        Walk.expressions(template.body(), flow::lookForUse);
        return new Result(flow.parts ? ContentFormat.PARTS : ContentFormat.STRING, flow.parts && flow.typeTested);
    }

    private void assign(Statement statement) {
        if (statement instanceof Statement.Assign assign) {
            assign(assign.target(), assign.value());
        } else if (statement instanceof Statement.With with) {
            for (int i = 0; i < with.targets().size(); i++) {
                assign(with.targets().get(i), with.values().get(i));
            }
        } else if (statement instanceof Statement.For loop
                && kinds(loop.iterable()).contains(Kind.MESSAGES)) {
            assign(loop.target(), EnumSet.of(Kind.MESSAGE));
        }
    }

    private void assign(Target target, Expression value) {
        if (target instanceof Target.Unpacked unpacked && value instanceof Expression.Sequence sequence) {
            for (int i = 0;
                    i < Math.min(unpacked.items().size(), sequence.items().size());
                    i++) {
                assign(unpacked.items().get(i), sequence.items().get(i));
            }
        } else {
            assign(target, kinds(value));
        }
    }

    private void assign(Target target, EnumSet<Kind> kinds) {
        if (target instanceof Target.Variable variable) {
            add(variable.name(), kinds);
        } else if (target instanceof Target.Member member) {
            add(member.namespace() + "." + member.attribute(), kinds);
        }
    }

    private void add(String name, EnumSet<Kind> kinds) {
        if (!kinds.isEmpty()) {
            changed |= variables
                    .computeIfAbsent(name, key -> EnumSet.noneOf(Kind.class))
                    .addAll(kinds);
        }
    }

    private void bindParameters(Expression expression) {
        if (!(expression instanceof Expression.Call call)
                || !(call.callee() instanceof Expression.Name name)
                || !macros.containsKey(name.name())) {
            return;
        }
        List<String> parameters = macros.get(name.name()).parameters();
        List<Expression> given = call.arguments().positional();
        for (int i = 0; i < Math.min(parameters.size(), given.size()); i++) {
            add(parameters.get(i), kinds(given.get(i)));
        }
        call.arguments().named().forEach(argument -> add(argument.name(), kinds(argument.value())));
    }

    private EnumSet<Kind> kinds(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return kindsOf(name.name());
        }
        if (expression instanceof Expression.Attribute attribute) {
            return attribute(attribute);
        }
        if (expression instanceof Expression.Element element) {
            return element(element);
        }
        if (expression instanceof Expression.Slice slice) {
            return kinds(slice.target());
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        if (expression instanceof Expression.Filter filter) {
            return filter(filter);
        }
        if (expression instanceof Expression.Conditional conditional) {
            EnumSet<Kind> kinds = kinds(conditional.then());
            conditional.otherwise().ifPresent(otherwise -> kinds.addAll(kinds(otherwise)));
            return kinds;
        }
        if (expression instanceof Expression.Logical logical) {
            return union(logical.left(), logical.right());
        }
        if (expression instanceof Expression.Binary binary && binary.operator().equals("+")) {
            // What is added to content makes a longer string of it.
            EnumSet<Kind> kinds = union(binary.left(), binary.right());
            kinds.retainAll(EnumSet.of(Kind.MESSAGES));
            return kinds;
        }
        return EnumSet.noneOf(Kind.class);
    }

    private EnumSet<Kind> kindsOf(String name) {
        return EnumSet.copyOf(variables.getOrDefault(name, EnumSet.noneOf(Kind.class)));
    }

    private EnumSet<Kind> union(Expression left, Expression right) {
        EnumSet<Kind> kinds = kinds(left);
        kinds.addAll(kinds(right));
        return kinds;
    }

    private EnumSet<Kind> attribute(Expression.Attribute attribute) {
        return attribute.target() instanceof Expression.Name name
                        && variables.containsKey(name.name() + "." + attribute.name())
                ? kindsOf(name.name() + "." + attribute.name())
                : member(attribute.target(), attribute.name());
    }

    private EnumSet<Kind> member(Expression target, String name) {
        boolean content = name.equals("content") && kinds(target).contains(Kind.MESSAGE);
        return content ? EnumSet.of(Kind.CONTENT) : EnumSet.noneOf(Kind.class);
    }

    private EnumSet<Kind> element(Expression.Element element) {
        if (element.key() instanceof Expression.Constant constant && constant.value() instanceof Text key) {
            return member(element.target(), key.chars());
        }
        return kinds(element.target()).contains(Kind.MESSAGES) ? EnumSet.of(Kind.MESSAGE) : EnumSet.noneOf(Kind.class);
    }

    private EnumSet<Kind> call(Expression.Call call) {
        List<Expression> arguments = call.arguments().positional();
        boolean get = call.callee() instanceof Expression.Attribute method
                && method.name().equals("get");
        return get
                        && !arguments.isEmpty()
                        && arguments.get(0) instanceof Expression.Constant constant
                        && constant.value() instanceof Text key
                ? member(((Expression.Attribute) call.callee()).target(), key.chars())
                : EnumSet.noneOf(Kind.class);
    }

    private EnumSet<Kind> filter(Expression.Filter filter) {
        EnumSet<Kind> kinds = filter.input().map(this::kinds).orElse(EnumSet.noneOf(Kind.class));
        if (KEEPING.contains(filter.name())) {
            return kinds;
        }
        boolean oneOf = filter.name().equals("first") || filter.name().equals("last");
        return oneOf && kinds.contains(Kind.MESSAGES) ? EnumSet.of(Kind.MESSAGE) : EnumSet.noneOf(Kind.class);
    }

    private boolean isContent(Expression expression) {
        return kinds(expression).contains(Kind.CONTENT);
    }

    private void lookForLoop(Statement statement) {
        parts |= statement instanceof Statement.For loop && isContent(loop.iterable());
    }

    private void lookForUse(Expression expression) {
        if (expression instanceof Expression.Filter filter && LIST_FILTERS.contains(filter.name())) {
            parts |= filter.input().map(this::isContent).orElse(false);
        } else if (expression instanceof Expression.Test test && TYPE_TESTS.contains(test.name())) {
            typeTested |= isContent(test.input());
        } else if (expression instanceof Expression.Attribute attribute) {
            parts |= isIndexedContent(attribute.target());
        } else if (expression instanceof Expression.Element element
                && element.key() instanceof Expression.Constant constant
                && constant.value() instanceof Text) {
            parts |= isIndexedContent(element.target());
        }
    }

    private boolean isIndexedContent(Expression expression) {
        return expression instanceof Expression.Element element
                && element.key() instanceof Expression.Constant constant
                && constant.value() instanceof IntValue
                && isContent(element.target());
    }
}
