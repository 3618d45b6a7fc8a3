package io.multimodal4j.media;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.PIXCMAP;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Turns one line of a leptonica picture into RGB bytes. A line is a sequence of 32-bit words with the leftmost pixel in the highest bits; a
 * 32-bit pixel is red, green, blue, alpha from the highest byte down.
 */
@FunctionalInterface
interface RowConverter {

    /** Bytes, four at a time, the first as the highest. */
    VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    void convert(int[] line, byte[] rgb);

    /** The colours as they are, without the fourth sample. */
    static void dropFourth(int[] line, byte[] rgb) {
        int x = 0;
        int at = 0;
        // Four pixels are three ints, with a quarter as many stores.
        for (; at + 12 <= rgb.length; x += 4, at += 12) {
            int first = line[x];
            int second = line[x + 1];
            int third = line[x + 2];
            int fourth = line[x + 3];
            INTS.set(rgb, at, (first & 0xffffff00) | second >>> 24);
            INTS.set(rgb, at + 4, (second << 8 & 0xffff0000) | third >>> 16);
            INTS.set(rgb, at + 8, (third << 16 & 0xff000000) | fourth >>> 8);
        }
        for (; at < rgb.length; x++, at += 3) {
            int pixel = line[x];
            rgb[at] = (byte) (pixel >> 24);
            rgb[at + 1] = (byte) (pixel >> 16);
            rgb[at + 2] = (byte) (pixel >> 8);
        }
    }

    /** Colours and alpha. */
    static RowConverter rgba(AlphaRule alpha) {
        return (line, rgb) -> {
            for (int x = 0, at = 0; at < rgb.length; x++, at += 3) {
                int pixel = line[x];
                alpha.put(rgb, at, pixel >>> 24, pixel >>> 16 & 0xff, pixel >>> 8 & 0xff, pixel & 0xff);
            }
        };
    }

    /** Colours that have been multiplied by alpha, which is undone as Pillow does it. */
    static RowConverter premultiplied(AlphaRule alpha) {
        return (line, rgb) -> {
            for (int x = 0, at = 0; at < rgb.length; x++, at += 3) {
                int pixel = line[x];
                int a = pixel & 0xff;
                alpha.put(
                        rgb,
                        at,
                        divided(pixel >>> 24, a),
                        divided(pixel >>> 16 & 0xff, a),
                        divided(pixel >>> 8 & 0xff, a),
                        a);
            }
        };
    }

    private static int divided(int colour, int alpha) {
        return alpha == 0 ? 0 : Math.min(255, colour * 255 / alpha);
    }

    /**
     * What converts the lines of a picture.
     *
     * @param pix the picture
     * @param fourSamples what does if its pixels have 32 bits and a fourth sample
     * @param source what the picture is called in errors
     */
    static RowConverter of(PIX pix, RowConverter fourSamples, String source) {
        int depth = leptonica.pixGetDepth(pix);
        if (depth == 32) {
            return leptonica.pixGetSpp(pix) == 4 ? fourSamples : RowConverter::dropFourth;
        }
        if (depth == 16) {
            return RowConverter::saturate;
        }
        if (depth > 8) {
            throw new MediaException(source + " has " + depth + " bits per pixel, which cannot be converted to RGB");
        }
        int[] colours = colours(pix, depth);
        return (line, rgb) -> lookUp(line, rgb, depth, colours);
    }

    /** What each value of a picture of at most 8 bits per pixel stands for, as 0xRRGGBB. */
    private static int[] colours(PIX pix, int depth) {
        int[] colours = new int[1 << depth];
        PIXCMAP palette = leptonica.pixGetColormap(pix);
        if (palette == null || palette.isNull()) {
            for (int v = 0; v < colours.length; v++) {
                // Leptonica's one-bit pictures say ink, not light.
                int grey = depth == 1 ? (1 - v) * 255 : v * (255 / (colours.length - 1));
                colours[v] = grey << 16 | grey << 8 | grey;
            }
            return colours;
        }
        int[] red = new int[1];
        int[] green = new int[1];
        int[] blue = new int[1];
        for (int v = 0; v < Math.min(colours.length, leptonica.pixcmapGetCount(palette)); v++) {
            leptonica.pixcmapGetColor(palette, v, red, green, blue);
            colours[v] = red[0] << 16 | green[0] << 8 | blue[0];
        }
        return colours;
    }

    private static void lookUp(int[] line, byte[] rgb, int depth, int[] colours) {
        int perWord = 32 / depth;
        int mask = (1 << depth) - 1;
        for (int x = 0; x * 3 < rgb.length; x++) {
            int colour = colours[line[x / perWord] >>> (32 - depth * (x % perWord + 1)) & mask];
            rgb[x * 3] = (byte) (colour >> 16);
            rgb[x * 3 + 1] = (byte) (colour >> 8);
            rgb[x * 3 + 2] = (byte) colour;
        }
    }

    /** Sixteen-bit grey becomes what Pillow's convert("RGB") makes of it: everything above 255 is 255. */
    private static void saturate(int[] line, byte[] rgb) {
        for (int x = 0; x * 3 < rgb.length; x++) {
            int value = line[x / 2] >>> (x % 2 == 0 ? 16 : 0) & 0xffff;
            byte grey = (byte) Math.min(255, value);
            rgb[x * 3] = grey;
            rgb[x * 3 + 1] = grey;
            rgb[x * 3 + 2] = grey;
        }
    }
}
