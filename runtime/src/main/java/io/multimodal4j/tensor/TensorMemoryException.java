package io.multimodal4j.tensor;

/** Native memory could not be had; what was in use before is untouched. */
public final class TensorMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TensorMemoryException(String message) {
        super(message);
    }
}
