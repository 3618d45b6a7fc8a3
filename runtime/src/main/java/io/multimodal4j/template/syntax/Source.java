package io.multimodal4j.template.syntax;

import io.multimodal4j.template.value.TemplateFailure;
import java.util.regex.Pattern;

/** The source of a template with its line ends made {@code \n}, and without the last of them, as Jinja2 reads it. */
public final class Source {

    /** Longer than any template there is, by far. */
    private static final int MAX_LENGTH = 1 << 20;

    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    private final String text;

    /** Takes the source of a template. */
    public Source(String raw) {
        if (raw.length() > MAX_LENGTH) {
            throw TemplateFailure.limit("the template is longer than " + MAX_LENGTH + " characters");
        }
        String normal = LINE_END.matcher(raw).replaceAll("\n");
        this.text = normal.endsWith("\n") ? normal.substring(0, normal.length() - 1) : normal;
    }

    /** The text. */
    public String text() {
        return text;
    }

    /** The line of an offset, from 1. */
    public int line(int offset) {
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The column of an offset, from 1. */
    public int column(int offset) {
        int end = Math.min(offset, text.length());
        return end - text.lastIndexOf('\n', end - 1);
    }
}
