package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Expression;
import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.FunctionValue;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates expressions in one scope. */
final class ExpressionEvaluator implements Expression.Visitor<Value> {

    private final Context context;
    private final Scope scope;
    private final Text block;

    ExpressionEvaluator(Context context, Scope scope) {
        this(context, scope, Text.EMPTY);
    }

    /** For the filters of a block, whose text is what the innermost of them gets. */
    ExpressionEvaluator(Context context, Scope scope, Text block) {
        this.context = context;
        this.scope = scope;
        this.block = block;
    }

    Value evaluate(Expression expression) {
        context.budget().enter();
        try {
            Value value = expression.accept(this);
            context.budget().leave();
            return value;
        } catch (TemplateFailure e) {
            throw e.at(expression.offset());
        }
    }

    private List<Value> evaluateAll(List<Expression> items) {
        List<Value> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(evaluate(item)));
        return values;
    }

    private Value evaluate(Optional<Expression> expression) {
        return expression.map(this::evaluate).orElse(NoneValue.NONE);
    }

    @Override
    public Value visit(Expression.Constant node) {
        return node.value();
    }

    @Override
    public Value visit(Expression.Name node) {
        return scope.get(node.name());
    }

    @Override
    public Value visit(Expression.Sequence node) {
        context.budget().elements(node.items().size());
        List<Value> items = evaluateAll(node.items());
        return node.tuple() ? new TupleValue(items) : new ListValue(items);
    }

    @Override
    public Value visit(Expression.Dict node) {
        context.budget().elements(node.keys().size());
        DictValue.Builder dict = new DictValue.Builder();
        for (int i = 0; i < node.keys().size(); i++) {
            dict.put(evaluate(node.keys().get(i)), evaluate(node.values().get(i)));
        }
        return dict.build();
    }

    @Override
    public Value visit(Expression.Attribute node) {
        return context.attributes().attribute(evaluate(node.target()), node.name());
    }

    @Override
    public Value visit(Expression.Element node) {
        return context.charged(context.attributes().element(evaluate(node.target()), evaluate(node.key())));
    }

    @Override
    public Value visit(Expression.Slice node) {
        Value target = evaluate(node.target());
        return context.charged(new Slices(context)
                .slice(target, evaluate(node.start()), evaluate(node.stop()), evaluate(node.step())));
    }

    @Override
    public Value visit(Expression.Call node) {
        Value callee = evaluate(node.callee());
        Arguments arguments = arguments(node.arguments());
        if (callee instanceof FunctionValue function) {
            return function.call(arguments);
        }
        if (callee instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        throw TemplateFailure.render("a value of type " + callee.typeName() + " cannot be called");
    }

    private Arguments arguments(Expression.CallArguments node) {
        List<Value> positional = evaluateAll(node.positional());
        Map<String, Value> named = new LinkedHashMap<>();
        node.named().forEach(argument -> named.put(argument.name(), evaluate(argument.value())));
        node.star().ifPresent(star -> positional.addAll(context.items(evaluate(star))));
        node.doubleStar().ifPresent(star -> unpack(evaluate(star), named));
        return new Arguments(positional, named);
    }

    private static void unpack(Value value, Map<String, Value> named) {
        if (!(value instanceof DictValue dict)) {
            throw TemplateFailure.render("\"**\" needs a dictionary, not a value of type " + value.typeName());
        }
        for (DictValue.Entry entry : dict.entries()) {
            if (!(entry.key() instanceof Text name)) {
                throw TemplateFailure.render("the names of arguments are strings");
            }
            if (named.put(name.chars(), entry.value()) != null) {
                throw TemplateFailure.render("an argument is given twice");
            }
        }
    }

    @Override
    public Value visit(Expression.Filter node) {
        Value input = node.input().map(this::evaluate).orElse(block);
        return Filters.apply(context, node.name(), input, arguments(node.arguments()));
    }

    @Override
    public Value visit(Expression.Test node) {
        Value input = evaluate(node.input());
        return BoolValue.of(Tests.apply(context, node.name(), input, arguments(node.arguments())));
    }

    @Override
    public Value visit(Expression.Unary node) {
        Value operand = evaluate(node.operand());
        return node.operator().equals("not")
                ? BoolValue.of(!operand.truth())
                : context.arithmetic().sign(node.operator(), operand);
    }

    @Override
    public Value visit(Expression.Binary node) {
        Value left = evaluate(node.left());
        return context.arithmetic().binary(node.operator(), left, evaluate(node.right()));
    }

    @Override
    public Value visit(Expression.Logical node) {
        Value left = evaluate(node.left());
        return left.truth() == node.and() ? evaluate(node.right()) : left;
    }

    @Override
    public Value visit(Expression.Concat node) {
        TextBuilder out = context.text();
        node.items().forEach(item -> out.append(context.str(evaluate(item))));
        return out.toText();
    }

    @Override
    public Value visit(Expression.Comparison node) {
        Value left = evaluate(node.operands().get(0));
        for (int i = 0; i < node.operators().size(); i++) {
            Value right = evaluate(node.operands().get(i + 1));
            if (!context.comparisons().compare(node.operators().get(i), left, right)) {
                return BoolValue.FALSE;
            }
            left = right;
        }
        return BoolValue.TRUE;
    }

    @Override
    public Value visit(Expression.Conditional node) {
        if (evaluate(node.test()).truth()) {
            return evaluate(node.then());
        }
        return node.otherwise()
                .map(this::evaluate)
                .orElseGet(() -> new UndefinedValue("the inline \"if\" is false and has no \"else\""));
    }
}
