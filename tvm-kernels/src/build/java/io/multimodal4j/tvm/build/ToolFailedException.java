package io.multimodal4j.tvm.build;

/** Python or the linker failed; the message has what it printed. */
final class ToolFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ToolFailedException(String message) {
        super(message);
    }
}
