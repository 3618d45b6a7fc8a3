package io.multimodal4j.template.value;

/**
 * Ends the parsing or rendering of a template. It is thrown where the mistake is noticed, often without knowing where in the template that is; the nearest
 * expression on the way up adds the place. It has no stack trace: what matters is the place in the template.
 */
public final class TemplateFailure extends RuntimeException {

    /** What kind of mistake it is. */
    public enum Reason {
        /** The source is not a template. */
        SYNTAX,
        /** The source is a template, of which something is not supported here. */
        UNSUPPORTED,
        /** An operation does not fit its operands. */
        RENDER,
        /** The template itself called {@code raise_exception}. */
        RAISED,
        /** The template wants more time, memory or nesting than it may have. */
        LIMIT
    }

    /** The offset of a failure that does not know its place yet. */
    public static final int UNKNOWN = -1;

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int offset;

    private TemplateFailure(Reason reason, String message, int offset) {
        super(message, null, false, false);
        this.reason = reason;
        this.offset = offset;
    }

    /** The source is not a template. */
    public static TemplateFailure syntax(String message, int offset) {
        return new TemplateFailure(Reason.SYNTAX, message, offset);
    }

    /** Something at a known place is not supported. */
    public static TemplateFailure unsupported(String feature, int offset) {
        return new TemplateFailure(Reason.UNSUPPORTED, feature + " is not supported", offset);
    }

    /** Something is not supported. */
    public static TemplateFailure unsupported(String feature) {
        return unsupported(feature, UNKNOWN);
    }

    /** An operation does not fit its operands. */
    public static TemplateFailure render(String message) {
        return new TemplateFailure(Reason.RENDER, message, UNKNOWN);
    }

    /** The template raised this. */
    public static TemplateFailure raised(String message) {
        return new TemplateFailure(Reason.RAISED, message, UNKNOWN);
    }

    /** The template wants too much. */
    public static TemplateFailure limit(String message) {
        return new TemplateFailure(Reason.LIMIT, message, UNKNOWN);
    }

    /** The same failure at a place, if it does not know one yet. */
    public TemplateFailure at(int place) {
        return offset == UNKNOWN ? new TemplateFailure(reason, getMessage(), place) : this;
    }

    /** The kind of mistake. */
    public Reason reason() {
        return reason;
    }

    /** Where in the normalised source, in characters, or {@link #UNKNOWN}. */
    public int offset() {
        return offset;
    }

    /** Never null, unlike that of an exception in general. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
