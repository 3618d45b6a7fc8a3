package io.multimodal4j.ffmpeg;

/** A file cannot be read by FFmpeg. The message is the rest of a sentence that begins with the file's name: {@code "has no video"}. */
public final class FfmpegException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Says what is wrong.
     *
     * @param message what was found and what was expected, without the file's name
     */
    public FfmpegException(String message) {
        super(message);
        this.reason = message;
    }

    /**
     * The message.
     *
     * @return never null
     */
    public String reason() {
        return reason;
    }
}
