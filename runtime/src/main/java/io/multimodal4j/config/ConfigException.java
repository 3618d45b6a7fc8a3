package io.multimodal4j.config;

/** A file of the model directory is missing, is not JSON, or does not say what is needed; the message names the file and the key. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message the file, the key, what was found and what was expected
     */
    public ConfigException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, with the cause.
     *
     * @param message the file, the key, what was found and what was expected
     * @param cause what went wrong
     */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
