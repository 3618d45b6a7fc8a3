package io.multimodal4j.kernel;

/** A kernel back end cannot run here; the message says what is missing. */
public class BackendUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message what is missing, and where it was looked for
     */
    public BackendUnavailableException(String message) {
        super(message);
    }

    /**
     * Says why, with the cause.
     *
     * @param message what is missing, and where it was looked for
     * @param cause what went wrong
     */
    public BackendUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
