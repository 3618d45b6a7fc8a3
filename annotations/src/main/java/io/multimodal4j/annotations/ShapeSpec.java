package io.multimodal4j.annotations;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A parsed {@linkplain MultiModalField#shape() shape}: fixed dimensions and named ones. Immutable.
 *
 * @param dims the dimensions, outermost first
 */
public record ShapeSpec(List<Dim> dims) {

    /**
     * One dimension.
     *
     * @param symbol the name, empty for a fixed dimension
     * @param size the size of a fixed dimension, -1 for a named one
     */
    public record Dim(String symbol, long size) {

        /**
         * Whether the dimension's size is known from the declaration.
         *
         * @return false for a symbol
         */
        public boolean isFixed() {
            return symbol.isEmpty();
        }

        @Override
        public String toString() {
            return isFixed() ? Long.toString(size) : symbol;
        }
    }

    /**
     * Copies the dimensions.
     *
     * @param dims the dimensions, outermost first, at least one
     */
    public ShapeSpec {
        dims = List.copyOf(dims);
        if (dims.isEmpty()) {
            throw new IllegalArgumentException("a shape needs at least one dimension");
        }
    }

    /**
     * Parses a shape such as {@code "n 3 h w"}.
     *
     * @param text dimensions separated by single or several blanks
     * @return the shape
     * @throws ShapeSyntaxException if the text is not a shape; it tells where
     */
    public static ShapeSpec parse(String text) {
        Objects.requireNonNull(text, "text");
        List<Dim> dims = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == ' ') {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && text.charAt(end) != ' ') {
                end++;
            }
            dims.add(parseDim(text, at, end));
            at = end;
        }
        if (dims.isEmpty()) {
            throw new ShapeSyntaxException("a shape needs at least one dimension, such as \"n 3 h w\"", 0);
        }
        return new ShapeSpec(dims);
    }

    private static Dim parseDim(String text, int from, int to) {
        boolean number = isDigit(text.charAt(from));
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean fits = number ? isDigit(c) : isLower(c) || (i > from && (isDigit(c) || c == '_'));
            if (!fits) {
                throw new ShapeSyntaxException(
                        "unexpected '" + c + "'; a dimension is a positive number or a lower-case name", i);
            }
        }
        String token = text.substring(from, to);
        if (!number) {
            return new Dim(token, -1);
        }
        if (token.length() > 18) {
            throw new ShapeSyntaxException("the dimension " + token + " is too large", from);
        }
        long size = Long.parseLong(token);
        if (size == 0) {
            throw new ShapeSyntaxException("a dimension must be at least 1", from);
        }
        return new Dim("", size);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    /**
     * The number of dimensions.
     *
     * @return at least 1
     */
    public int rank() {
        return dims.size();
    }

    /** The shape as it would be declared: {@code n 3 h w}. */
    @Override
    public String toString() {
        return dims.stream().map(Dim::toString).collect(Collectors.joining(" "));
    }
}
