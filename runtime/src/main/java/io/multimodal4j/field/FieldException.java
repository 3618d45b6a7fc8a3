package io.multimodal4j.field;

/** A processed field is not what the model declared; the message has the field, what was declared and what was found. */
public final class FieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message the field, what was declared and what was found; never the elements
     */
    public FieldException(String message) {
        super(message);
    }
}
