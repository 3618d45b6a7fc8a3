package io.multimodal4j.media;

/**
 * The size of a picture in pixels. Width comes first, as in picture file headers and Pillow; arrays are {@code (height, width)}.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record ImageSize(int width, int height) implements ItemSize {

    /**
     * Checks the size.
     *
     * @param width columns, at least 1
     * @param height rows, at least 1
     */
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture must have at least one pixel, got " + width + "x" + height);
        }
    }

    /**
     * The number of pixels.
     *
     * @return width times height
     */
    public long pixels() {
        return (long) width * height;
    }

    /** The size as people write it: {@code 640x480}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
