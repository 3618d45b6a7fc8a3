package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Python's operators on numbers, and those of them that strings and lists have. */
final class Arithmetic {

    /** Python cannot even print larger numbers. */
    private static final int MAX_BITS = 1 << 14;

    private static final int EXACT_BITS = 53;

    private final Context context;

    Arithmetic(Context context) {
        this.context = context;
    }

    Value binary(String operator, Value left, Value right) {
        if (operator.equals("%") && left instanceof Text format) {
            return new PercentFormat(context, format).apply(right);
        }
        if (left instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (right instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (operator.equals("*") && (isRepeatable(left) || isRepeatable(right))) {
            return repeat(operator, left, right);
        }
        if (operator.equals("+") && left instanceof Text text && right instanceof Text other) {
            return add(text, other);
        }
        if (operator.equals("+")
                && left instanceof SequenceValue sequence
                && right instanceof SequenceValue other
                && left.getClass() == right.getClass()) {
            return add(sequence, other);
        }
        if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
            throw unsupported(operator, left, right);
        }
        return Numbers.isWhole(left) && Numbers.isWhole(right)
                ? whole(operator, Numbers.whole(left), Numbers.whole(right))
                : new FloatValue(floating(operator, Numbers.floating(left), Numbers.floating(right)));
    }

    private static TemplateFailure unsupported(String operator, Value left, Value right) {
        return TemplateFailure.render("the operator \"" + operator + "\" does not work on values of types "
                + left.typeName() + " and " + right.typeName());
    }

    Value add(Value left, Value right) {
        return binary("+", left, right);
    }

    private Text add(Text left, Text right) {
        if (left.isMarkup() == right.isMarkup()) {
            return context.text().append(left).append(right).toText().asMarkup(left.isMarkup());
        }
        Text safeLeft = left.isMarkup() ? left : Strings.escapeHtml(context, left);
        Text safeRight = right.isMarkup() ? right : Strings.escapeHtml(context, right);
        return context.text().append(safeLeft).append(safeRight).toText().asMarkup(true);
    }

    private Value add(SequenceValue left, SequenceValue right) {
        context.budget().elements((long) left.length() + right.length());
        List<Value> items = new ArrayList<>(left.items());
        items.addAll(right.items());
        return left.like(items);
    }

    private static boolean isRepeatable(Value value) {
        return value instanceof Text || value instanceof SequenceValue;
    }

    private Value repeat(String operator, Value left, Value right) {
        Value repeated = isRepeatable(left) ? left : right;
        Value count = isRepeatable(left) ? right : left;
        if (!Numbers.isWhole(count)) {
            throw unsupported(operator, left, right);
        }
        if (Numbers.whole(count).bitLength() >= Long.SIZE) {
            throw TemplateFailure.render("a value cannot be repeated so often");
        }
        int times = Math.max(0, Numbers.clamped(count));
        if (repeated instanceof Text text) {
            context.budget().characters((long) text.chars().length() * times);
            return context.text()
                    .repeat(text, text.chars().isEmpty() ? 0 : times)
                    .toText()
                    .asMarkup(text.isMarkup());
        }
        SequenceValue sequence = (SequenceValue) repeated;
        context.budget().elements((long) sequence.length() * times);
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < times && !sequence.items().isEmpty(); i++) {
            items.addAll(sequence.items());
        }
        return sequence.like(items);
    }

    private Value whole(String operator, BigInteger left, BigInteger right) {
        return switch (operator) {
            case "+" -> new IntValue(limited(left.add(right)));
            case "-" -> new IntValue(limited(left.subtract(right)));
            case "*" -> {
                spend(left.bitLength(), right.bitLength());
                yield new IntValue(limited(left.multiply(right)));
            }
            case "/" -> new FloatValue(quotient(left, nonZero(right)));
            case "//" -> new IntValue(floorDivide(left, nonZero(right)));
            case "%" ->
                new IntValue(left.subtract(floorDivide(left, nonZero(right)).multiply(right)));
            case "**" -> power(left, right);
            default -> throw new AssertionError(operator);
        };
    }

    private void spend(int leftBits, int rightBits) {
        context.budget().steps(((long) (leftBits >> 6) * (rightBits >> 6)) >> 3);
    }

    private static BigInteger limited(BigInteger number) {
        if (number.bitLength() > MAX_BITS) {
            throw TemplateFailure.limit("a whole number has more than " + MAX_BITS + " bits");
        }
        return number;
    }

    private static BigInteger nonZero(BigInteger divisor) {
        if (divisor.signum() == 0) {
            throw TemplateFailure.render("division by zero");
        }
        return divisor;
    }

    private BigInteger floorDivide(BigInteger left, BigInteger right) {
        spend(left.bitLength(), right.bitLength());
        BigInteger[] parts = left.divideAndRemainder(right);
        boolean roundsUp = parts[1].signum() != 0 && parts[1].signum() != right.signum();
        return roundsUp ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static double quotient(BigInteger left, BigInteger right) {
        if (left.bitLength() <= EXACT_BITS && right.bitLength() <= EXACT_BITS) {
            return left.doubleValue() / right.doubleValue();
        }
        double quotient = new BigDecimal(left)
                .divide(new BigDecimal(right), new MathContext(60))
                .doubleValue();
        if (Double.isInfinite(quotient)) {
            throw TemplateFailure.render("the quotient is too large for a float");
        }
        return quotient;
    }

    private Value power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            return new FloatValue(
                    power(Numbers.floating(new IntValue(base)), Numbers.floating(new IntValue(exponent))));
        }
        if (base.bitLength() <= 1 && base.signum() >= 0) {
            return IntValue.of(exponent.signum() == 0 || base.signum() != 0 ? 1 : 0);
        }
        if (base.equals(BigInteger.ONE.negate())) {
            return IntValue.of(exponent.testBit(0) ? -1 : 1);
        }
        long bits = (long) base.bitLength() * new IntValue(exponent).clamped();
        if (bits > 2L * MAX_BITS) {
            throw TemplateFailure.limit("a whole number has more than " + MAX_BITS + " bits");
        }
        spend((int) bits, (int) bits);
        return new IntValue(limited(base.pow(exponent.intValueExact())));
    }

    private static double floating(String operator, double left, double right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / nonZero(right);
            case "//" -> floorDivide(left, nonZero(right));
            case "%" -> modulo(left, nonZero(right));
            case "**" -> power(left, right);
            default -> throw new AssertionError(operator);
        };
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw TemplateFailure.render("division by zero");
        }
        return divisor;
    }

    /** The remainder with the sign of the divisor. */
    private static double modulo(double left, double right) {
        double remainder = left % right;
        if (remainder == 0) {
            return Math.copySign(0.0, right);
        }
        return (remainder < 0) == (right < 0) ? remainder : remainder + right;
    }

    /** As CPython computes it, which is not the floor of the quotient. */
    private static double floorDivide(double left, double right) {
        double remainder = left % right;
        double quotient = (left - remainder) / right;
        if (remainder != 0 && (remainder < 0) != (right < 0)) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, left / right);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double power(double base, double exponent) {
        if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
            return 1;
        }
        if (base == 0 && exponent < 0) {
            throw TemplateFailure.render("0 cannot be raised to a negative power");
        }
        if (base < 0 && Double.isFinite(base) && Double.isFinite(exponent) && exponent != Math.rint(exponent)) {
            throw TemplateFailure.unsupported("a complex number");
        }
        double power = Math.pow(base, exponent);
        if (Double.isInfinite(power) && Double.isFinite(base) && Double.isFinite(exponent)) {
            throw TemplateFailure.render("the power is too large for a float");
        }
        return power;
    }

    Value sign(String operator, Value operand) {
        if (operand instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (operand instanceof FloatValue number) {
            return operator.equals("-") ? new FloatValue(-number.value()) : number;
        }
        if (Numbers.isWhole(operand)) {
            BigInteger number = Numbers.whole(operand);
            return new IntValue(operator.equals("-") ? number.negate() : number);
        }
        throw TemplateFailure.render(
                "the sign \"" + operator + "\" does not work on a value of type " + operand.typeName());
    }
}
