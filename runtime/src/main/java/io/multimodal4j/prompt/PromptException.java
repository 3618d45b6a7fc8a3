package io.multimodal4j.prompt;

/** A prompt and its items do not fit together; the request fails, nothing else. The message has the numbers, never the text. */
public final class PromptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message the modality, what was found and what was expected
     */
    public PromptException(String message) {
        super(message);
    }
}
