package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.RangeValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code format % values}. */
final class PercentFormat {

    private static final Pattern SPECIFIER =
            Pattern.compile("%(?:\\(([^)]*)\\))?([-+ #0]*)([0-9]{1,9})?(?:\\.([0-9]{0,9}))?(.)", Pattern.DOTALL);

    private final Context context;
    private final Text format;

    PercentFormat(Context context, Text format) {
        if (format.isMarkup()) {
            throw TemplateFailure.unsupported("formatting a string that was declared safe");
        }
        this.context = context;
        this.format = format;
    }

    Text apply(Value values) {
        List<Value> arguments = values instanceof TupleValue tuple ? tuple.items() : List.of(values);
        TextBuilder out = context.text();
        String chars = format.chars();
        Matcher specifier = SPECIFIER.matcher(chars);
        int used = 0;
        int at = 0;
        for (int found = chars.indexOf('%'); found >= 0; found = chars.indexOf('%', at)) {
            out.append(format, at, found);
            if (!specifier.region(found, chars.length()).lookingAt()) {
                throw TemplateFailure.render("the format ends within a specifier");
            }
            at = specifier.end();
            if (specifier.group(5).equals("%")) {
                out.append(format, at - 1, at);
            } else if (specifier.group(1) != null) {
                out.append(formatted(specifier, named(values, specifier.group(1))));
            } else if (used < arguments.size()) {
                out.append(formatted(specifier, arguments.get(used++)));
            } else {
                throw TemplateFailure.render("the format has more specifiers than there are values");
            }
        }
        // Python takes what has elements, but is no tuple, for a dictionary.
        boolean ignorable = values instanceof DictValue
                || values instanceof ListValue
                || values instanceof RangeValue
                || values instanceof UndefinedValue;
        if (used < arguments.size() && !ignorable) {
            throw TemplateFailure.render("the format has fewer specifiers than there are values");
        }
        return out.append(format, at, chars.length()).toText();
    }

    private static Value named(Value values, String name) {
        if (!(values instanceof DictValue dict)) {
            throw TemplateFailure.render("a format with names needs a dictionary");
        }
        return dict.find(Text.of(name))
                .orElseThrow(() -> TemplateFailure.render("the dictionary has no entry for a name of the format"));
    }

    private Text formatted(Matcher specifier, Value value) {
        String flags = specifier.group(2);
        String precision = specifier.group(4);
        boolean left = flags.contains("-");
        String type = specifier.group(5);
        boolean numeric = !type.equals("s") && !type.equals("r") && !type.equals("c");
        boolean zeros = numeric && flags.contains("0") && !left;
        FormatSpec spec = new FormatSpec(
                zeros ? "0" : " ",
                left ? "<" : zeros ? "=" : ">",
                flags.contains("+") && numeric ? '+' : flags.contains(" ") && numeric ? ' ' : '-',
                flags.contains("#") && numeric,
                specifier.group(3) == null ? 0 : Integer.parseInt(specifier.group(3)),
                "",
                precision == null ? -1 : precision.isEmpty() ? 0 : Integer.parseInt(precision),
                type);
        return switch (type) {
            case "s" -> spec.apply(context, context.str(value));
            case "r" -> spec.withType("s").apply(context, context.printer().repr(value));
            case "d", "i", "u" -> decimal(spec, value);
            case "x", "X", "o" -> wholeOnly(spec, value);
            case "e", "E", "f", "F", "g", "G" -> floating(spec, value);
            default -> throw TemplateFailure.unsupported("the specifier \"%" + type + "\"");
        };
    }

    private Text decimal(FormatSpec spec, Value value) {
        if (spec.precision() >= 0) {
            throw TemplateFailure.unsupported("the precision of a whole number");
        }
        return spec.withType("d").apply(context, new IntValue(truncated(value)));
    }

    private Text wholeOnly(FormatSpec spec, Value value) {
        if (!Numbers.isWhole(value) || spec.precision() >= 0) {
            throw TemplateFailure.render("the format needs a whole number, not a value of type " + value.typeName());
        }
        return spec.apply(context, value);
    }

    private Text floating(FormatSpec spec, Value value) {
        if (!Numbers.isNumber(value)) {
            throw TemplateFailure.render("the format needs a number, not a value of type " + value.typeName());
        }
        return spec.apply(context, new FloatValue(Numbers.floating(value)));
    }

    private static BigInteger truncated(Value value) {
        if (value instanceof FloatValue number && Double.isFinite(number.value())) {
            return new BigDecimal(number.value()).toBigInteger();
        }
        if (!Numbers.isWhole(value)) {
            throw TemplateFailure.render("the format needs a number, not a value of type " + value.typeName());
        }
        return Numbers.whole(value);
    }
}
