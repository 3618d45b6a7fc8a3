package io.multimodal4j.template.syntax;

/** What Python takes for white space. */
public final class Whitespace {

    private Whitespace() {}

    /** Whether Python's {@code str.isspace} holds for a character. */
    public static boolean is(int codePoint) {
        return (codePoint >= 0x09 && codePoint <= 0x0d)
                || (codePoint >= 0x1c && codePoint <= 0x20)
                || codePoint == 0x85
                || Character.isSpaceChar(codePoint);
    }

    /** The first offset at or after one where there is no white space. */
    public static int skip(String text, int from, int to) {
        int at = from;
        while (at < to && is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The offset after the last character before one that is not white space. */
    public static int skipBack(String text, int from, int to) {
        int at = to;
        while (at > from && is(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
