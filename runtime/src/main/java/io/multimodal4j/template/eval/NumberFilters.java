package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** The filters that make numbers. */
final class NumberFilters {

    static final Map<String, FilterFunction> FILTERS = Map.of(
            "abs", NumberFilters::abs,
            "float", NumberFilters::toFloat,
            "int", NumberFilters::toInt,
            "round", NumberFilters::round);

    private static final int MAX_PRECISION = 400;

    private NumberFilters() {}

    private static Value abs(Context context, Value input, Arguments arguments) {
        arguments.bind("abs");
        if (input instanceof FloatValue number) {
            return new FloatValue(Math.abs(number.value()));
        }
        return new IntValue(Numbers.whole(input).abs());
    }

    private static Value toFloat(Context context, Value input, Arguments arguments) {
        Value byDefault = arguments.bind("float", "default").get("default", new FloatValue(0));
        if (input instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (Numbers.isNumber(input)) {
            return new FloatValue(Numbers.floating(input));
        }
        Optional<Double> parsed = input instanceof Text text ? NumberSyntax.floating(text.chars()) : Optional.empty();
        return parsed.<Value>map(FloatValue::new).orElse(byDefault);
    }

    private static Value toInt(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("int", "default", "base");
        Value byDefault = bound.get("default", IntValue.of(0));
        if (input instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (Numbers.isWhole(input)) {
            return new IntValue(Numbers.whole(input));
        }
        if (input instanceof FloatValue number && Double.isInfinite(number.value())) {
            throw TemplateFailure.render("infinity is not a whole number");
        }
        if (input instanceof FloatValue number) {
            return truncated(number.value()).orElse(byDefault);
        }
        if (!(input instanceof Text text)) {
            return byDefault;
        }
        return NumberSyntax.whole(text.chars(), bound.integer("base", 10))
                .<Value>map(IntValue::new)
                .or(() -> NumberSyntax.floating(text.chars()).flatMap(NumberFilters::truncated))
                .orElse(byDefault);
    }

    private static Optional<Value> truncated(double number) {
        return Double.isFinite(number)
                ? Optional.of(new IntValue(new BigDecimal(number).toBigInteger()))
                : Optional.empty();
    }

    private static Value round(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("round", "precision", "method");
        int precision = bound.integer("precision", 0);
        if (!Numbers.isNumber(input)) {
            throw TemplateFailure.render("a value of type " + input.typeName() + " cannot be rounded");
        }
        if (Math.abs((long) precision) > MAX_PRECISION) {
            throw TemplateFailure.limit("a number is rounded to more than " + MAX_PRECISION + " digits");
        }
        return switch (bound.text("method", "common").chars()) {
            case "common" -> toNearest(input, precision);
            case "ceil" -> towards(context, input, precision, RoundingMode.CEILING);
            case "floor" -> towards(context, input, precision, RoundingMode.FLOOR);
            default -> throw TemplateFailure.render("the method of round is \"common\", \"ceil\" or \"floor\"");
        };
    }

    /** Exactly, to even if two are as near. */
    private static Value toNearest(Value input, int precision) {
        if (Numbers.isWhole(input)) {
            return new IntValue(new BigDecimal(Numbers.whole(input))
                    .setScale(Math.min(0, precision), RoundingMode.HALF_EVEN)
                    .toBigIntegerExact());
        }
        double number = Numbers.floating(input);
        if (!Double.isFinite(number)) {
            return input;
        }
        double rounded = new BigDecimal(number)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .doubleValue();
        if (Double.isInfinite(rounded)) {
            throw TemplateFailure.render("the rounded number is too large for a float");
        }
        return new FloatValue(Math.copySign(rounded, number));
    }

    /** As Jinja2 computes it: scaled in floating point, cut, and scaled back. */
    private static Value towards(Context context, Value input, int precision, RoundingMode mode) {
        Arithmetic arithmetic = context.arithmetic();
        Value scale = arithmetic.binary("**", IntValue.of(10), IntValue.of(precision));
        Value scaled = arithmetic.binary("*", input, scale);
        if (scaled instanceof FloatValue number) {
            if (!Double.isFinite(number.value())) {
                throw TemplateFailure.render("the number is not finite");
            }
            scaled = new IntValue(
                    new BigDecimal(number.value()).setScale(0, mode).toBigIntegerExact());
        }
        return arithmetic.binary("/", scaled, scale);
    }
}
