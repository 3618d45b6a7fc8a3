package io.multimodal4j.processor.types;

import io.multimodal4j.processor.model.TypeRef;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;

/** How things are called, in messages and in JSON. */
public final class Names {

    private static final Pattern WORD_START =
            Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=[\\p{Lu}\\p{Nd}])(?=\\p{Lu}\\p{Ll})");

    private Names() {}

    /** A class without its package: {@code Outer.Model}. */
    public static String inProse(TypeElement type) {
        return TypeRef.of(type).shortName();
    }

    /** {@code imageTokenIndex} as Python would spell it: {@code image_token_index}. */
    public static String snakeCase(String name) {
        return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String enumerate(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
