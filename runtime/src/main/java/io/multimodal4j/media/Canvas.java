package io.multimodal4j.media;

import java.util.Arrays;

/** The pixels of an animation, as 0xAARRGGBB. Used by one thread. */
final class Canvas {

    static final int OPAQUE = 0xff00_0000;

    private final ImageSize size;
    private final int[] pixels;

    /** A canvas that is transparent black. */
    Canvas(ImageSize size) {
        this(size, new int[Math.toIntExact(size.pixels())]);
    }

    private Canvas(ImageSize size, int[] pixels) {
        this.size = size;
        this.pixels = pixels;
    }

    Canvas copy() {
        return new Canvas(size, pixels.clone());
    }

    void copyFrom(Canvas other) {
        System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
    }

    int get(int x, int y) {
        return pixels[y * size.width() + x];
    }

    void set(int x, int y, int colour) {
        pixels[y * size.width() + x] = colour;
    }

    void fill(int left, int top, int width, int height, int colour) {
        for (int y = top; y < top + height; y++) {
            int from = y * size.width() + left;
            Arrays.fill(pixels, from, from + width, colour);
        }
    }

    /** Writes what is seen. */
    void copyTo(byte[] rgb, AlphaRule alpha) {
        for (int i = 0; i < pixels.length; i++) {
            int p = pixels[i];
            alpha.put(rgb, 3 * i, p >>> 16 & 0xff, p >>> 8 & 0xff, p & 0xff, p >>> 24);
        }
    }
}
