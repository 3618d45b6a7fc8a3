package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Whitespace;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Python's {@code int} and {@code float} make of strings. */
final class NumberSyntax {

    private static final int MAX_DIGITS = 4300;
    private static final String DIGITS = "[0-9]++(?:_[0-9]++)*+";
    private static final Pattern FLOATING = Pattern.compile(
            "[-+]?(?:" + DIGITS + "(?:\\.(?:" + DIGITS + ")?)?|\\." + DIGITS + ")(?:[eE][-+]?" + DIGITS + ")?");
    private static final Pattern WHOLE = Pattern.compile("[0-9a-z]++(?:_[0-9a-z]++)*+");

    private NumberSyntax() {}

    static Optional<Double> floating(String text) {
        String stripped = strip(text);
        if (FLOATING.matcher(stripped).matches()) {
            return Optional.of(Double.parseDouble(stripped.replace("_", "")));
        }
        return switch (stripped.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Optional.of(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            default -> Optional.empty();
        };
    }

    static Optional<BigInteger> whole(String text, int base) {
        if (base != 0 && (base < 2 || base > 36)) {
            return Optional.empty();
        }
        String unsigned = strip(text).toLowerCase(Locale.ROOT);
        boolean negative = unsigned.startsWith("-");
        if (negative || unsigned.startsWith("+")) {
            unsigned = unsigned.substring(1);
        }
        int prefixed = prefixBase(unsigned);
        boolean prefix = prefixed != 0 && (base == 0 || base == prefixed);
        if (prefix) {
            unsigned = unsigned.substring(unsigned.startsWith("_", 2) ? 3 : 2);
        }
        int radix = prefix ? prefixed : base == 0 ? 10 : base;
        boolean leadingZero = base == 0 && !prefix && unsigned.startsWith("0") && !unsigned.matches("[0_]+");
        return leadingZero ? Optional.empty() : digits(unsigned, radix).map(n -> negative ? n.negate() : n);
    }

    private static int prefixBase(String text) {
        if (text.startsWith("0x")) {
            return 16;
        }
        return text.startsWith("0o") ? 8 : text.startsWith("0b") ? 2 : 0;
    }

    private static Optional<BigInteger> digits(String text, int radix) {
        String digits = text.replace("_", "");
        if (!WHOLE.matcher(text).matches()
                || digits.length() > MAX_DIGITS
                || digits.chars().anyMatch(c -> Character.digit(c, 36) >= radix)) {
            return Optional.empty();
        }
        return Optional.of(new BigInteger(digits, radix));
    }

    private static String strip(String text) {
        int from = Whitespace.skip(text, 0, text.length());
        return text.substring(from, Whitespace.skipBack(text, from, text.length()));
    }
}
