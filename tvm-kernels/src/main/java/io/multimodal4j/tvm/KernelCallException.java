package io.multimodal4j.tvm;

/** A kernel refused its arguments, which is an error of this back end; the message has the symbol, the shapes and what TVM says. */
final class KernelCallException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    KernelCallException(String message) {
        super(message);
    }
}
