package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;

/** Brings raw pixels of any layout to RGB, row by row. */
final class RawPixels {

    private RawPixels() {}

    /**
     * Converts one picture.
     *
     * @param source the samples
     * @param from where the picture's samples begin
     * @param layout how they lie
     * @param size the picture's size
     * @param alpha what pixels with alpha look like
     * @param target uint8 {@code (height, width, 3)}
     */
    static void toRgb(byte[] source, int from, PixelLayout layout, ImageSize size, AlphaRule alpha, Tensor target) {
        byte[] row = new byte[size.width() * 3];
        for (int y = 0; y < size.height(); y++) {
            switch (layout) {
                case HWC_RGB -> System.arraycopy(source, from + y * row.length, row, 0, row.length);
                case HWC_BGR -> fromBgr(source, from + y * row.length, row);
                case HWC_RGBA -> fromRgba(source, from + y * size.width() * 4, alpha, row);
                case HW_GREY -> fromGrey(source, from + y * size.width(), row);
                case CHW_RGB -> fromPlanes(source, from + y * size.width(), (int) size.pixels(), row);
            }
            target.slice(y).put(row);
        }
    }

    private static void fromBgr(byte[] source, int from, byte[] row) {
        for (int i = 0; i < row.length; i += 3) {
            row[i] = source[from + i + 2];
            row[i + 1] = source[from + i + 1];
            row[i + 2] = source[from + i];
        }
    }

    private static void fromRgba(byte[] source, int from, AlphaRule alpha, byte[] row) {
        for (int to = 0, at = from; to < row.length; to += 3, at += 4) {
            alpha.put(row, to, source[at] & 0xff, source[at + 1] & 0xff, source[at + 2] & 0xff, source[at + 3] & 0xff);
        }
    }

    private static void fromGrey(byte[] source, int from, byte[] row) {
        for (int x = 0; x < row.length / 3; x++) {
            row[3 * x] = source[from + x];
            row[3 * x + 1] = source[from + x];
            row[3 * x + 2] = source[from + x];
        }
    }

    private static void fromPlanes(byte[] source, int from, int plane, byte[] row) {
        for (int x = 0; x < row.length / 3; x++) {
            row[3 * x] = source[from + x];
            row[3 * x + 1] = source[from + plane + x];
            row[3 * x + 2] = source[from + 2 * plane + x];
        }
    }
}
