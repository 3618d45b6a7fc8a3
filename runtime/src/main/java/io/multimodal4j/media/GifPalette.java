package io.multimodal4j.media;

/** The 256 colours that indices stand for, as 0xRRGGBB; those that a file does not say are grey, as in Pillow. */
final class GifPalette {

    /** What a file without palette has. */
    static final GifPalette GREY = new GifPalette(greys());

    private static final int COLOURS = 256;

    private final int[] colours;

    private GifPalette(int[] colours) {
        this.colours = colours;
    }

    static GifPalette read(byte[] gif, int at, int count) {
        int[] colours = greys();
        for (int i = 0; i < count; i++) {
            int from = at + 3 * i;
            colours[i] = (gif[from] & 0xff) << 16 | (gif[from + 1] & 0xff) << 8 | (gif[from + 2] & 0xff);
        }
        return new GifPalette(colours);
    }

    private static int[] greys() {
        int[] greys = new int[COLOURS];
        for (int i = 0; i < COLOURS; i++) {
            greys[i] = i << 16 | i << 8 | i;
        }
        return greys;
    }

    int colour(int index) {
        return colours[index & 0xff];
    }
}
