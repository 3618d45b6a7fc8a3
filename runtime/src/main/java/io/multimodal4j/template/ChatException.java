package io.multimodal4j.template;

/**
 * A conversation cannot be used: its JSON is not what was expected, a medium cannot be decoded, or the options contradict each other. The message says which and
 * what to do; it never carries the content. The request fails, nothing else.
 */
public final class ChatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message where, what was found and what was expected
     */
    public ChatException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, with the cause.
     *
     * @param message where, what was found and what was expected
     * @param cause what went wrong
     */
    public ChatException(String message, Throwable cause) {
        super(message, cause);
    }
}
