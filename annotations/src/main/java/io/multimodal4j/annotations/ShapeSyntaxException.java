package io.multimodal4j.annotations;

/** Says that a text is not a {@link ShapeSpec}, and at which character. */
public final class ShapeSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int position;

    ShapeSyntaxException(String message, int position) {
        super(message);
        this.position = position;
    }

    /**
     * Where the first wrong character is.
     *
     * @return an index into the text, from 0
     */
    public int position() {
        return position;
    }
}
