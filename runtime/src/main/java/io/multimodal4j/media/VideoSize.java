package io.multimodal4j.media;

/**
 * The size of a video: how many frames, of which size.
 *
 * @param frames the frames, at least 1
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record VideoSize(int frames, int width, int height) implements ItemSize {

    /**
     * Checks the size.
     *
     * @param frames the frames, at least 1
     * @param width columns, at least 1
     * @param height rows, at least 1
     */
    public VideoSize {
        if (frames < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a video must have at least one frame of one pixel, got " + frames + " of " + width + "x" + height);
        }
    }

    /** The size as people write it: {@code 32x640x480}. */
    @Override
    public String toString() {
        return frames + "x" + width + "x" + height;
    }
}
