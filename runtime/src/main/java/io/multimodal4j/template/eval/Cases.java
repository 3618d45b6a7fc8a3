package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Whitespace;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Python's upper, lower and title case. */
final class Cases {

    private Cases() {}

    static Text upper(Context context, Text text) {
        return map(context, text, Cases::upper);
    }

    static Text lower(Context context, Text text) {
        return map(context, text, Cases::lower);
    }

    private static String upper(String chars) {
        return chars.toUpperCase(Locale.ROOT);
    }

    private static String lower(String chars) {
        return chars.toLowerCase(Locale.ROOT);
    }

    private static Text map(Context context, Text text, UnaryOperator<String> mapping) {
        context.budget().characters(text.chars().length());
        String whole = mapping.apply(text.chars());
        if (whole.length() == text.chars().length()) {
            return text.withChars(whole);
        }
        TextBuilder out = context.text();
        text.forEachRun(
                (from, to, data) -> out.append(mapping.apply(text.chars().substring(from, to)), data));
        return out.toText().asMarkup(text.isMarkup());
    }

    /** The first character in title case, the others in lower case. */
    static Text capitalize(Context context, Text text) {
        if (text.chars().isEmpty()) {
            return text;
        }
        int first = Character.charCount(text.chars().codePointAt(0));
        return context.text()
                .append(titleOf(text.chars().codePointAt(0)), text.isData(0))
                .append(lower(context, text.slice(first, text.chars().length())))
                .toText()
                .asMarkup(text.isMarkup());
    }

    /** Python's {@code str.title}: a letter after something that has no case begins a word. */
    static Text title(Context context, Text text) {
        TextBuilder out = context.text();
        String chars = text.chars();
        boolean within = false;
        for (int at = 0; at < chars.length(); ) {
            int codePoint = chars.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            out.append(within ? lower(chars.substring(at, next)) : titleOf(codePoint), text.isData(at));
            within = isCased(codePoint);
            at = next;
        }
        return out.toText().asMarkup(text.isMarkup());
    }

    /** Jinja2's {@code title} filter: words begin after blanks, hyphens and opening brackets. */
    static Text titleWords(Context context, Text text) {
        TextBuilder out = context.text();
        String chars = text.chars();
        int at = 0;
        while (at < chars.length()) {
            boolean separates = separatesWords(chars.codePointAt(at));
            int end = at;
            while (end < chars.length() && separatesWords(chars.codePointAt(end)) == separates) {
                end += Character.charCount(chars.codePointAt(end));
            }
            int first = at + Character.charCount(chars.codePointAt(at));
            out.append(upper(context, text.slice(at, first))).append(lower(context, text.slice(first, end)));
            at = end;
        }
        return out.toText();
    }

    private static boolean separatesWords(int codePoint) {
        return "-({[<".indexOf(codePoint) >= 0 || Whitespace.is(codePoint);
    }

    private static String titleOf(int codePoint) {
        int title = Character.toTitleCase(codePoint);
        String upper = upper(Character.toString(codePoint));
        // A character that has no title case of its own may become several in upper case, of which the first stays.
        return title == codePoint && upper.codePointCount(0, upper.length()) > 1
                ? upper.substring(0, 1) + lower(upper.substring(1))
                : Character.toString(title);
    }

    static boolean isCased(int codePoint) {
        return Character.isUpperCase(codePoint) || Character.isLowerCase(codePoint) || Character.isTitleCase(codePoint);
    }
}
