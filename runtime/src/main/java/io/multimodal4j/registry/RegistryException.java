package io.multimodal4j.registry;

/** A model is not registered, or registered twice, or its generated index cannot be loaded; the message names it and says what to do. */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
