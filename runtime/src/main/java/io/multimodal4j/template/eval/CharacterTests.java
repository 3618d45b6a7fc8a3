package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Whitespace;
import java.util.function.IntPredicate;

/** Python's {@code str.is...} methods. */
final class CharacterTests {

    /** The characters that Unicode 14 gives the numeric type Digit. */
    private static final int[][] OTHER_DIGITS = {
        {0xb2, 0xb3},
        {0xb9, 0xb9},
        {0x1369, 0x1371},
        {0x19da, 0x19da},
        {0x2070, 0x2070},
        {0x2074, 0x2079},
        {0x2080, 0x2089},
        {0x2460, 0x2468},
        {0x2474, 0x247c},
        {0x2488, 0x2490},
        {0x24ea, 0x24ea},
        {0x24f5, 0x24fd},
        {0x24ff, 0x24ff},
        {0x2776, 0x277e},
        {0x2780, 0x2788},
        {0x278a, 0x2792},
        {0x10a40, 0x10a43},
        {0x10e60, 0x10e68},
        {0x11052, 0x1105a},
        {0x1f100, 0x1f10a},
    };

    private CharacterTests() {}

    /** Whether there are characters, and all are of a kind. */
    static boolean all(String chars, IntPredicate kind) {
        return !chars.isEmpty() && chars.codePoints().allMatch(kind);
    }

    static boolean isSpace(String chars) {
        return all(chars, Whitespace::is);
    }

    static boolean isAlpha(int codePoint) {
        return Character.isLetter(codePoint);
    }

    static boolean isDecimal(int codePoint) {
        return Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER;
    }

    /** Decimals, and the digits that are superscript, subscript, enclosed or of a script that counts without a zero. */
    static boolean isDigit(int codePoint) {
        if (isDecimal(codePoint)) {
            return true;
        }
        for (int[] range : OTHER_DIGITS) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumeric(int codePoint) {
        return isDecimal(codePoint)
                || Character.getType(codePoint) == Character.LETTER_NUMBER
                || Character.getType(codePoint) == Character.OTHER_NUMBER;
    }

    static boolean isAlphanumeric(int codePoint) {
        return isAlpha(codePoint) || isNumeric(codePoint);
    }

    /** Whether there is a letter with case, and none in another one. */
    static boolean isLower(String chars) {
        return chars.codePoints().anyMatch(Character::isLowerCase)
                && chars.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    /** Whether there is a letter with case, and none in another one. */
    static boolean isUpper(String chars) {
        return chars.codePoints().anyMatch(Character::isUpperCase)
                && chars.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    static boolean isAscii(String chars) {
        return chars.chars().allMatch(c -> c < 0x80);
    }
}
