package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Python's format specification, as {@code str.format} and, translated, the operator {@code %} use it.
 *
 * @param fill the character that fills the width
 * @param align one of {@code < > = ^}, or empty for the type's own
 * @param sign one of {@code + -} and a blank
 * @param alternate whether whole numbers have a prefix
 * @param width the least number of characters
 * @param grouping {@code ","}, {@code "_"} or empty
 * @param precision the digits, or the most characters of a string; -1 if not given
 * @param type the letter, or empty
 */
record FormatSpec(
        String fill,
        String align,
        char sign,
        boolean alternate,
        int width,
        String grouping,
        int precision,
        String type) {

    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?([0-9]{1,9})?([,_])?(?:\\.([0-9]{1,9}))?([a-zA-Z%])?", Pattern.DOTALL);
    private static final FormatSpec BARE = parse("");
    private static final int DEFAULT_PRECISION = 6;
    private static final int MAX_PRECISION = 1000;

    static FormatSpec parse(String spec) {
        Matcher found = SYNTAX.matcher(spec);
        if (!found.matches()) {
            throw TemplateFailure.render("the format specification is wrong");
        }
        boolean zero = found.group(5) != null;
        String align = orElse(found.group(2), zero ? "=" : "");
        return new FormatSpec(
                orElse(found.group(1), zero && found.group(2) == null ? "0" : " "),
                align,
                orElse(found.group(3), "-").charAt(0),
                found.group(4) != null,
                Integer.parseInt(orElse(found.group(6), "0")),
                orElse(found.group(7), ""),
                Integer.parseInt(orElse(found.group(8), "-1")),
                orElse(found.group(9), ""));
    }

    private static String orElse(@Nullable String text, String byDefault) {
        return text == null ? byDefault : text;
    }

    /** The same for another type. */
    FormatSpec withType(String other) {
        return new FormatSpec(fill, align, sign, alternate, width, grouping, precision, other);
    }

    /** Formats a value as {@code format(value, spec)} does. */
    Text apply(Context context, Value value) {
        if (value instanceof Text text) {
            return string(context, text);
        }
        if (equals(BARE)) {
            return context.str(value);
        }
        if (value instanceof FloatValue || (Numbers.isWhole(value) && "eEfFgG%".contains(type) && !type.isEmpty())) {
            return number(context, Numbers.floating(value));
        }
        if (value instanceof BoolValue && type.isEmpty()) {
            throw TemplateFailure.unsupported("formatting a truth value");
        }
        if (Numbers.isWhole(value)) {
            return whole(context, Numbers.whole(value));
        }
        throw TemplateFailure.render("a value of type " + value.typeName() + " cannot be formatted");
    }

    private Text string(Context context, Text text) {
        if ((!type.isEmpty() && !type.equals("s"))
                || (align.equals("=") && !fill.equals("0"))
                || sign != '-'
                || alternate
                || !grouping.isEmpty()) {
            throw TemplateFailure.render("the format specification does not fit a string");
        }
        int length = text.length();
        Text cut = precision >= 0 && precision < length ? text.slice(0, text.offset(precision)) : text;
        return pad(context, cut, align.isEmpty() || align.equals("=") ? "<" : align);
    }

    private Text whole(Context context, BigInteger number) {
        if (precision >= 0) {
            throw TemplateFailure.render("a whole number has no precision");
        }
        String digits = switch (type) {
            case "", "d" -> Numbers.digits(number.abs());
            case "x" -> number.abs().toString(16);
            case "X" -> number.abs().toString(16).toUpperCase(Locale.ROOT);
            case "o" -> number.abs().toString(8);
            case "b" -> number.abs().toString(2);
            default -> throw TemplateFailure.render("the format specification does not fit a whole number");
        };
        boolean decimal = type.isEmpty() || type.equals("d");
        String prefix = alternate && !decimal ? "0" + type : "";
        return signed(context, number.signum() < 0, prefix, group(digits, decimal ? 3 : 4), "");
    }

    private Text number(Context context, double number) {
        if (precision > MAX_PRECISION) {
            throw TemplateFailure.limit("a number is formatted with more than " + MAX_PRECISION + " digits");
        }
        boolean negative = Double.doubleToRawLongBits(number) < 0 && !Double.isNaN(number);
        if (!Double.isFinite(number)) {
            String name = Double.isNaN(number) ? "nan" : "inf";
            boolean upper = !type.isEmpty() && Character.isUpperCase(type.charAt(0));
            return signed(context, negative, "", upper ? name.toUpperCase(Locale.ROOT) : name, "");
        }
        String text = alternate ? "" : unsigned(Math.abs(number), precision < 0 ? DEFAULT_PRECISION : precision);
        if (text.isEmpty()) {
            throw TemplateFailure.unsupported("this format of a number");
        }
        String cased = type.equals("E") || type.equals("G") ? text.toUpperCase(Locale.ROOT) : text;
        int point = cased.indexOf('.') < 0 ? integerEnd(cased) : cased.indexOf('.');
        return signed(
                context,
                negative,
                "",
                group(cased.substring(0, point), 3),
                cased.substring(point) + (type.equals("%") ? "%" : ""));
    }

    /** The number's digits, or nothing if the type does not say how. */
    private String unsigned(double number, int digits) {
        return switch (type) {
            case "f", "F" -> fixed(number, digits);
            case "e", "E" -> scientific(number, digits);
            case "g", "G" -> general(number, Math.max(1, digits));
            case "%" -> fixed(number * 100, digits);
            case "" -> precision < 0 ? FloatText.of(number) : "";
            default -> "";
        };
    }

    private static int integerEnd(String text) {
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        return exponent < 0 ? text.length() : exponent;
    }

    private static String fixed(double number, int digits) {
        return new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(double number, int digits) {
        if (number == 0) {
            return fixed(0, digits) + "e+00";
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        String mantissa = rounded.unscaledValue().toString();
        int exponent = mantissa.length() - 1 - rounded.scale();
        mantissa = mantissa.length() > digits
                ? mantissa.substring(0, digits + 1)
                : mantissa + "0".repeat(digits + 1 - mantissa.length());
        String power = Integer.toString(Math.abs(exponent));
        return mantissa.charAt(0)
                + (digits == 0 ? "" : "." + mantissa.substring(1))
                + (exponent < 0 ? "e-" : "e+")
                + (power.length() < 2 ? "0" + power : power);
    }

    private static String general(double number, int digits) {
        String scientific = scientific(number, digits - 1);
        int mark = scientific.indexOf('e');
        int exponent = Integer.parseInt(scientific.substring(mark + 1));
        if (exponent < -4 || exponent >= digits) {
            return withoutTrailingZeros(scientific.substring(0, mark)) + scientific.substring(mark);
        }
        return withoutTrailingZeros(fixed(number, digits - 1 - exponent));
    }

    private static String withoutTrailingZeros(String number) {
        if (number.indexOf('.') < 0) {
            return number;
        }
        int end = number.length();
        while (number.charAt(end - 1) == '0') {
            end--;
        }
        return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private String group(String digits, int size) {
        if (grouping.isEmpty()) {
            return digits;
        }
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = digits.length() - size; at > 0; at -= size) {
            grouped.insert(at, grouping);
        }
        return grouped.toString();
    }

    private Text signed(Context context, boolean negative, String prefix, String digits, String rest) {
        String shown = negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
        if (!align.equals("=")) {
            return pad(context, Text.of(shown + prefix + digits + rest), align.isEmpty() ? ">" : align);
        }
        if (!grouping.isEmpty() && fill.equals("0")) {
            throw TemplateFailure.unsupported("this format of a number");
        }
        int missing = Math.max(0, width - shown.length() - prefix.length() - digits.length() - rest.length());
        return context.text()
                .append(shown + prefix)
                .repeat(Text.of(fill), missing)
                .append(digits + rest)
                .toText();
    }

    private Text pad(Context context, Text text, String side) {
        int missing = Math.max(0, width - text.length());
        int left = switch (side) {
            case "<" -> 0;
            case "^" -> missing / 2;
            default -> missing;
        };
        return missing == 0 ? text : Strings.pad(context, text, left, missing - left, Text.of(fill));
    }
}
