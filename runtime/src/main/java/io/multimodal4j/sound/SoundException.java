package io.multimodal4j.sound;

/** A sound cannot be read or resampled. The message is the rest of a sentence that begins with the sound's name: {@code "is cut off: ..."}. */
public final class SoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what was found and what was expected, without the sound's name
     */
    public SoundException(String message) {
        super(message);
    }
}
