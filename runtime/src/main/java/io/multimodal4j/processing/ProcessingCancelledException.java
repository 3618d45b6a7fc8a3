package io.multimodal4j.processing;

/** A request was given up before it was processed: the caller cancelled it, interrupted its thread, or its deadline passed. Nothing is left of it. */
public final class ProcessingCancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message who gave up, and when
     */
    public ProcessingCancelledException(String message) {
        super(message);
    }
}
