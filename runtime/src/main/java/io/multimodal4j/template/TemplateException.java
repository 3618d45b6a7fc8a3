package io.multimodal4j.template;

/**
 * A chat template cannot be loaded or rendered. The message names the template, the line and the column, and quotes what the template says, never what the
 * conversation says.
 */
public final class TemplateException extends RuntimeException {

    /** What went wrong. */
    public enum Kind {
        /** The source is not a Jinja2 template. */
        SYNTAX,
        /** The template uses a feature of Jinja2 or Python that is not supported here. */
        UNSUPPORTED,
        /** An operation of the template failed, as it would in Jinja2. */
        RENDER,
        /** The template does not take this conversation and says so: it called {@code raise_exception}. */
        RAISED,
        /** The template takes more steps, text or nesting than it may. */
        LIMIT
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int line;
    private final int column;

    /**
     * Says what is wrong and where.
     *
     * @param kind what went wrong
     * @param template the name of the template
     * @param line the line, from 1; 0 if it is not known
     * @param column the column, from 1; 0 if it is not known
     * @param message what was found and what was expected
     */
    public TemplateException(Kind kind, String template, int line, int column, String message) {
        super(line == 0 ? template + ": " + message : template + ":" + line + ":" + column + ": " + message);
        this.kind = kind;
        this.line = line;
        this.column = column;
    }

    /**
     * What went wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Where in the template.
     *
     * @return the line, from 1; 0 if it is not known
     */
    public int line() {
        return line;
    }

    /**
     * Where in the line.
     *
     * @return the column, from 1; 0 if it is not known
     */
    public int column() {
        return column;
    }
}
