package io.multimodal4j.template.eval;

import static java.util.Map.entry;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.DictView;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.FunctionValue;
import io.multimodal4j.template.value.GeneratorValue;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.RangeValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All tests by name. */
final class Tests {

    private interface TestFunction {
        boolean apply(Context context, Value input, Arguments arguments);
    }

    private static final Map<String, List<String>> COMPARISONS = Map.of(
            "==", List.of("==", "eq", "equalto"),
            "!=", List.of("!=", "ne"),
            "<", List.of("<", "lt", "lessthan"),
            "<=", List.of("<=", "le"),
            ">", List.of(">", "gt", "greaterthan"),
            ">=", List.of(">=", "ge"),
            "in", List.of("in"));
    private static final Map<String, TestFunction> ALL = all();

    private Tests() {}

    private static Map<String, TestFunction> all() {
        Map<String, TestFunction> all = new HashMap<>(Map.ofEntries(
                entry("boolean", plain("boolean", BoolValue.class::isInstance)),
                entry("callable", plain("callable", Tests::isCallable)),
                entry("defined", plain("defined", value -> !(value instanceof UndefinedValue))),
                entry("divisibleby", Tests::isDivisible),
                entry("escaped", plain("escaped", value -> value instanceof Text text && text.isMarkup())),
                entry("even", (context, input, arguments) -> remainder(context, "even", input, arguments, 0)),
                entry("false", plain("false", value -> value == BoolValue.FALSE)),
                entry("filter", plain("filter", value -> value instanceof Text name && Filters.exists(name.chars()))),
                entry("float", plain("float", FloatValue.class::isInstance)),
                entry("integer", plain("integer", IntValue.class::isInstance)),
                entry("iterable", plain("iterable", Tests::isIterable)),
                entry("lower", (context, input, arguments) -> {
                    arguments.bind("lower");
                    return CharacterTests.isLower(context.str(input).chars());
                }),
                entry("mapping", plain("mapping", DictValue.class::isInstance)),
                entry("none", plain("none", NoneValue.class::isInstance)),
                entry("number", plain("number", Numbers::isNumber)),
                entry("odd", (context, input, arguments) -> remainder(context, "odd", input, arguments, 1)),
                entry("sameas", Tests::isSame),
                entry("sequence", plain("sequence", Tests::isSequence)),
                entry("string", plain("string", Text.class::isInstance)),
                entry("test", plain("test", value -> value instanceof Text name && isSupported(name.chars()))),
                entry("true", plain("true", value -> value == BoolValue.TRUE)),
                entry("undefined", plain("undefined", UndefinedValue.class::isInstance)),
                entry("upper", (context, input, arguments) -> {
                    arguments.bind("upper");
                    return CharacterTests.isUpper(context.str(input).chars());
                })));
        COMPARISONS.forEach((operator, names) -> names.forEach(name -> all.put(name, comparison(name, operator))));
        return Map.copyOf(all);
    }

    static boolean isSupported(String name) {
        return ALL.containsKey(name);
    }

    static boolean apply(Context context, String name, Value input, Arguments arguments) {
        TestFunction test = ALL.get(name);
        if (test == null) {
            throw TemplateFailure.render("there is no test \"" + name + "\"");
        }
        return test.apply(context, input, arguments);
    }

    private static TestFunction plain(String name, Predicate<Value> test) {
        return (context, input, arguments) -> {
            arguments.bind(name);
            return test.test(input);
        };
    }

    private static TestFunction comparison(String name, String operator) {
        return (context, input, arguments) -> context.comparisons()
                .compare(
                        operator, input, arguments.bindPositional(name, "other").required("other"));
    }

    private static boolean remainder(Context context, String name, Value input, Arguments arguments, long wanted) {
        arguments.bind(name);
        Value remainder = context.arithmetic().binary("%", input, IntValue.of(2));
        return context.comparisons().equal(remainder, IntValue.of(wanted));
    }

    private static boolean isDivisible(Context context, Value input, Arguments arguments) {
        Value divisor = arguments.bind("divisibleby", "num").required("num");
        return context.comparisons().equal(context.arithmetic().binary("%", input, divisor), IntValue.of(0));
    }

    /** Undefined values and loops have a call too, which fails. */
    private static boolean isCallable(Value value) {
        return value instanceof FunctionValue || value instanceof UndefinedValue || value instanceof LoopContext;
    }

    private static boolean isSequence(Value value) {
        return value instanceof Text
                || value instanceof SequenceValue
                || value instanceof DictValue
                || value instanceof RangeValue
                || value instanceof UndefinedValue;
    }

    private static boolean isIterable(Value value) {
        return isSequence(value)
                || value instanceof DictView
                || value instanceof GeneratorValue
                || value instanceof LoopContext;
    }

    /** Python's {@code is}, where it does not depend on how the interpreter keeps its objects. */
    private static boolean isSame(Context context, Value input, Arguments arguments) {
        Value other = arguments.bind("sameas", "other").required("other");
        if (input == other) {
            return true;
        }
        boolean undecided = input.getClass() == other.getClass()
                && (input instanceof Text || Numbers.isNumber(input) || input instanceof TupleValue)
                && !(input instanceof BoolValue)
                && context.comparisons().equal(input, other);
        if (undecided) {
            throw TemplateFailure.unsupported("the test \"sameas\" on values of type " + input.typeName());
        }
        return false;
    }
}
