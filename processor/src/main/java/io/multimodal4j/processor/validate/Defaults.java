package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.model.ConfigType.Scalar;
import java.util.regex.Pattern;

/** Default values of config components, which are written as JSON writes them. */
final class Defaults {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private Defaults() {}

    static boolean fits(String text, Scalar scalar) {
        return switch (scalar) {
            case INT -> INTEGER.matcher(text).matches() && parses(() -> Integer.parseInt(text));
            case LONG -> INTEGER.matcher(text).matches() && parses(() -> Long.parseLong(text));
            case DOUBLE -> NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
            case BOOLEAN -> text.equals("true") || text.equals("false");
            case STRING -> true;
        };
    }

    private static boolean parses(Runnable parser) {
        try {
            parser.run();
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static String example(Scalar scalar) {
        return switch (scalar) {
            case INT, LONG -> "-2";
            case DOUBLE -> "1e-5";
            case BOOLEAN -> "true";
            case STRING -> "patch";
        };
    }
}
