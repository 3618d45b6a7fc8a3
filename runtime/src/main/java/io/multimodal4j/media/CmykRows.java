package io.multimodal4j.media;

/** Turns lines of CMYK samples into RGB as Pillow does. The samples come in the place of red, green, blue and alpha. */
final class CmykRows {

    private static final int SCALE_BITS = 16;
    private static final int HALF = 1 << (SCALE_BITS - 1);
    private static final int CENTRE = 128;

    private CmykRows() {}

    /** Ink as TIFFs have it: 255 is all of it. */
    static void ink(int[] line, byte[] rgb) {
        for (int x = 0, at = 0; at < rgb.length; x++, at += 3) {
            int p = line[x];
            put(rgb, at, p >>> 24, p >>> 16 & 0xff, p >>> 8 & 0xff, p & 0xff);
        }
    }

    /** Light as JPEGs have it, after the manner of Adobe: 255 is no ink. */
    static void light(int[] line, byte[] rgb) {
        for (int x = 0, at = 0; at < rgb.length; x++, at += 3) {
            int p = ~line[x];
            put(rgb, at, p >>> 24, p >>> 16 & 0xff, p >>> 8 & 0xff, p & 0xff);
        }
    }

    /** Brightness and two colour differences of the inks, which libjpeg makes CMYK of with these very fixed-point numbers, and black as in {@link #light}. */
    static void lightFromYcck(int[] line, byte[] rgb) {
        for (int x = 0, at = 0; at < rgb.length; x++, at += 3) {
            int y = line[x] >>> 24;
            int cb = (line[x] >>> 16 & 0xff) - CENTRE;
            int cr = (line[x] >>> 8 & 0xff) - CENTRE;
            int red = y + ((fixed(1.40200) * cr + HALF) >> SCALE_BITS);
            int green = y + ((-fixed(0.34414) * cb + HALF - fixed(0.71414) * cr) >> SCALE_BITS);
            int blue = y + ((fixed(1.77200) * cb + HALF) >> SCALE_BITS);
            put(rgb, at, clip(red), clip(green), clip(blue), 255 - (line[x] & 0xff));
        }
    }

    private static int fixed(double value) {
        return (int) (value * (1 << SCALE_BITS) + 0.5);
    }

    private static void put(byte[] rgb, int at, int cyan, int magenta, int yellow, int black) {
        int light = 255 - black;
        rgb[at] = mix(cyan, light);
        rgb[at + 1] = mix(magenta, light);
        rgb[at + 2] = mix(yellow, light);
    }

    private static byte mix(int ink, int light) {
        int product = ink * light + 128;
        return (byte) clip(light - (((product >> 8) + product) >> 8));
    }

    private static int clip(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
