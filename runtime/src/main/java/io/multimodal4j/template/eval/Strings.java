package io.multimodal4j.template.eval;

import io.multimodal4j.template.syntax.Whitespace;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/** Python's operations on strings. Offsets are those of {@code Text.chars}; every part of a result keeps its marks. */
final class Strings {

    private Strings() {}

    /** The steps that a search may take, which grows with both strings. */
    static long searchSteps(Text text, Text part) {
        return (1L + (text.chars().length() >> 6)) * (1L + (part.chars().length() >> 6));
    }

    /** Without the characters at its ends that are in a set; white space if there is no set. */
    static Text strip(Text text, Value set, boolean left, boolean right) {
        IntPredicate stripped;
        if (set instanceof Text chars) {
            stripped = codePoint -> chars.chars().indexOf(codePoint) >= 0;
        } else {
            stripped = Whitespace::is;
        }
        String chars = text.chars();
        int from = 0;
        int to = chars.length();
        while (left && from < to && stripped.test(chars.codePointAt(from))) {
            from += Character.charCount(chars.codePointAt(from));
        }
        while (right && from < to && stripped.test(chars.codePointBefore(to))) {
            to -= Character.charCount(chars.codePointBefore(to));
        }
        return text.slice(from, to);
    }

    static Text replace(Context context, Text text, Text old, Text replacement, int count) {
        context.budget().steps(searchSteps(text, old));
        int limit = count < 0 ? Integer.MAX_VALUE : count;
        TextBuilder out = context.text();
        int from = 0;
        int search = 0;
        for (int done = 0; done < limit; done++) {
            int found = text.chars().indexOf(old.chars(), search);
            if (found < 0 || search > text.chars().length()) {
                break;
            }
            context.budget().step();
            out.append(text, from, found).append(replacement);
            from = found + old.chars().length();
            search = old.chars().isEmpty() ? next(text.chars(), found) : from;
        }
        return out.append(
                        text,
                        Math.min(from, text.chars().length()),
                        text.chars().length())
                .toText();
    }

    /** The offset after the character at one, which may be the end. */
    private static int next(String chars, int at) {
        return at < chars.length() ? at + Character.charCount(chars.codePointAt(at)) : at + 1;
    }

    static int count(Text text, Text part) {
        if (part.chars().isEmpty()) {
            return text.length() + 1;
        }
        int count = 0;
        int found = text.chars().indexOf(part.chars());
        while (found >= 0) {
            count++;
            found = text.chars().indexOf(part.chars(), found + part.chars().length());
        }
        return count;
    }

    static List<Value> split(Context context, Text text, Text separator, int limit, boolean fromRight) {
        if (separator.chars().isEmpty()) {
            throw TemplateFailure.render("the separator is empty");
        }
        context.budget().steps(searchSteps(text, separator));
        return fromRight
                ? splitRight(context, text, separator.chars(), limit)
                : splitLeft(context, text, separator.chars(), limit);
    }

    private static List<Value> splitLeft(Context context, Text text, String separator, int limit) {
        List<Value> parts = new ArrayList<>();
        int from = 0;
        int found = text.chars().indexOf(separator);
        while (found >= 0 && (limit < 0 || parts.size() < limit)) {
            parts.add(part(context, text, from, found));
            from = found + separator.length();
            found = text.chars().indexOf(separator, from);
        }
        parts.add(part(context, text, from, text.chars().length()));
        return parts;
    }

    private static List<Value> splitRight(Context context, Text text, String separator, int limit) {
        List<Value> parts = new ArrayList<>();
        int to = text.chars().length();
        int found = text.chars().lastIndexOf(separator, to - separator.length());
        while (found >= 0 && (limit < 0 || parts.size() < limit)) {
            parts.add(part(context, text, found + separator.length(), to));
            to = found;
            found = to < separator.length() ? -1 : text.chars().lastIndexOf(separator, to - separator.length());
        }
        parts.add(part(context, text, 0, to));
        Collections.reverse(parts);
        return parts;
    }

    /** Split at white space, of which any amount is one separator and which is no part of the ends. */
    static List<Value> splitAtSpace(Context context, Text text, int limit, boolean fromRight) {
        return fromRight ? splitSpaceRight(context, text, limit) : splitSpaceLeft(context, text, limit);
    }

    private static List<Value> splitSpaceLeft(Context context, Text text, int limit) {
        String chars = text.chars();
        List<Value> parts = new ArrayList<>();
        int from = Whitespace.skip(chars, 0, chars.length());
        while (from < chars.length()) {
            int to = from;
            while (to < chars.length() && !Whitespace.is(chars.charAt(to))) {
                to++;
            }
            boolean last = limit >= 0 && parts.size() == limit;
            // The rest keeps the white space within, and that at its end.
            parts.add(part(context, text, from, last ? chars.length() : to));
            from = last ? chars.length() : Whitespace.skip(chars, to, chars.length());
        }
        return parts;
    }

    private static List<Value> splitSpaceRight(Context context, Text text, int limit) {
        String chars = text.chars();
        List<Value> parts = new ArrayList<>();
        int to = Whitespace.skipBack(chars, 0, chars.length());
        while (to > 0) {
            int from = to;
            while (from > 0 && !Whitespace.is(chars.charAt(from - 1))) {
                from--;
            }
            boolean last = limit >= 0 && parts.size() == limit;
            parts.add(part(context, text, last ? 0 : from, to));
            to = last ? 0 : Whitespace.skipBack(chars, 0, from);
        }
        Collections.reverse(parts);
        return parts;
    }

    private static Text part(Context context, Text text, int from, int to) {
        context.budget().elements(1);
        context.budget().characters((long) to - from);
        return text.slice(from, to).asMarkup(false);
    }

    static List<Value> lines(Context context, Text text, boolean keepEnds) {
        String chars = text.chars();
        List<Value> lines = new ArrayList<>();
        int from = 0;
        while (from < chars.length()) {
            int end = from;
            while (end < chars.length() && !isLineEnd(chars.charAt(end))) {
                end++;
            }
            int following = chars.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, chars.length());
            lines.add(part(context, text, from, keepEnds ? following : end));
            from = following;
        }
        return lines;
    }

    private static boolean isLineEnd(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == '\u2028' || c == '\u2029';
    }

    /** Puts strings together with a separator. */
    static Text join(Context context, Text separator, List<Text> parts) {
        TextBuilder out = context.text();
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? Text.EMPTY : separator).append(parts.get(i));
        }
        return out.toText();
    }

    /** Fills a string up to a width with some characters on either side. */
    static Text pad(Context context, Text text, int left, int right, Text fill) {
        return context.text()
                .repeat(fill, left)
                .append(text)
                .repeat(fill, right)
                .toText();
    }

    static Text reverse(Context context, Text text) {
        TextBuilder out = context.text();
        String chars = text.chars();
        int at = chars.length();
        while (at > 0) {
            int from = at - Character.charCount(chars.codePointBefore(at));
            out.append(text, from, at);
            at = from;
        }
        return out.toText().asMarkup(text.isMarkup());
    }

    /** Python's {@code markupsafe.escape}. */
    static Text escapeHtml(Context context, Text text) {
        if (text.isMarkup()) {
            return text;
        }
        TextBuilder out = context.text();
        String chars = text.chars();
        for (int i = 0; i < chars.length(); i++) {
            String escape = switch (chars.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '\'' -> "&#39;";
                case '"' -> "&#34;";
                default -> "";
            };
            if (escape.isEmpty()) {
                out.append(text, i, i + 1);
            } else {
                out.append(escape, text.isData(i));
            }
        }
        return out.toText().asMarkup(true);
    }
}
