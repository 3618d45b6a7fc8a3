package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Truth values, whole numbers and floating-point numbers as one kind of value. */
final class Numbers {

    private static final int MAX_DIGITS = 4300;

    private Numbers() {}

    static boolean isNumber(Value value) {
        return isWhole(value) || value instanceof FloatValue;
    }

    static boolean isWhole(Value value) {
        return value instanceof IntValue || value instanceof BoolValue;
    }

    /** The number of a truth value or a whole number. */
    static BigInteger whole(Value value) {
        if (value instanceof IntValue number) {
            return number.value();
        }
        if (value instanceof BoolValue bool) {
            return bool.truth() ? BigInteger.ONE : BigInteger.ZERO;
        }
        throw TemplateFailure.render("a value of type " + value.typeName() + " is not a whole number");
    }

    /** The number of a truth value or a whole number, or the nearest int. */
    static int clamped(Value value) {
        return new IntValue(whole(value)).clamped();
    }

    /** A number as a floating-point number, as Python converts it. */
    static double floating(Value value) {
        if (value instanceof FloatValue number) {
            return number.value();
        }
        double number = whole(value).doubleValue();
        if (Double.isInfinite(number)) {
            throw TemplateFailure.render("the whole number is too large for a float");
        }
        return number;
    }

    /** Compares two numbers, neither of which is NaN, exactly. */
    static int compare(Value left, Value right) {
        if (isWhole(left) && isWhole(right)) {
            return whole(left).compareTo(whole(right));
        }
        if (isFinite(left) && isFinite(right)) {
            return exact(left).compareTo(exact(right));
        }
        return Double.compare(orderOfMagnitude(left), orderOfMagnitude(right));
    }

    static boolean isNan(Value value) {
        return value instanceof FloatValue number && Double.isNaN(number.value());
    }

    private static boolean isFinite(Value value) {
        return !(value instanceof FloatValue number) || Double.isFinite(number.value());
    }

    private static BigDecimal exact(Value value) {
        return value instanceof FloatValue number ? new BigDecimal(number.value()) : new BigDecimal(whole(value));
    }

    /** An infinity itself, and 0 for what lies between the two. */
    private static double orderOfMagnitude(Value value) {
        return value instanceof FloatValue number && Double.isInfinite(number.value()) ? number.value() : 0;
    }

    /** The digits of a whole number, of which Python prints at most 4300. */
    static String digits(BigInteger number) {
        // A digit is worth more than 3.32 bits.
        if (number.bitLength() > MAX_DIGITS * 10 / 3) {
            throw TemplateFailure.render("the whole number has more than " + MAX_DIGITS + " digits");
        }
        String digits = number.toString();
        if (number.abs().toString().length() > MAX_DIGITS) {
            throw TemplateFailure.render("the whole number has more than " + MAX_DIGITS + " digits");
        }
        return digits;
    }
}
