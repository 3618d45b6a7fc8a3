package io.multimodal4j.media;

import java.util.Optional;

/**
 * The size of a video: how many frames, of which size, and where they come from.
 *
 * @param frames the frames, at least 1
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param metadata the source and its times, if they are known
 */
public record VideoSize(int frames, int width, int height, Optional<VideoMetadata> metadata) implements ItemSize {

    /**
     * Checks the size.
     *
     * @param frames the frames, at least 1
     * @param width columns, at least 1
     * @param height rows, at least 1
     * @param metadata the source and its times, with an index for every frame
     */
    public VideoSize {
        if (frames < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a video must have at least one frame of one pixel, got " + frames + " of " + width + "x" + height);
        }
        if (metadata.isPresent() && metadata.get().frameIndices().size() != frames) {
            throw new IllegalArgumentException("a video of " + frames + " frames needs as many frame indices, got "
                    + metadata.get().frameIndices().size());
        }
    }

    /**
     * The size of frames whose times are not known.
     *
     * @param frames the frames, at least 1
     * @param width columns, at least 1
     * @param height rows, at least 1
     */
    public VideoSize(int frames, int width, int height) {
        this(frames, width, height, Optional.empty());
    }

    /**
     * The size of one frame.
     *
     * @return width and height
     */
    public ImageSize frameSize() {
        return new ImageSize(width, height);
    }

    /** The size as people write it: {@code 32x640x480}. */
    @Override
    public String toString() {
        return frames + "x" + width + "x" + height;
    }
}
