package io.multimodal4j.media;

/**
 * A media item cannot be used: it is missing, not a picture, damaged, or beyond the limits. The message says which and what to do; it never carries
 * the content. The request fails, nothing else.
 */
public final class MediaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message the item, what was found and what was expected
     */
    public MediaException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, with the cause.
     *
     * @param message the item, what was found and what was expected
     * @param cause what went wrong
     */
    public MediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
