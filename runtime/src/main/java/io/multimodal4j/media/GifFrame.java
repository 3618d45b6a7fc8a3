package io.multimodal4j.media;

/**
 * One frame of a GIF.
 *
 * @param x columns left of it
 * @param y rows above it
 * @param width its columns
 * @param height its rows
 * @param interlaced whether its rows are stored in four passes
 * @param palette its colours
 * @param transparent the index that leaves what was there before, or {@link #NOTHING_TRANSPARENT}
 * @param disposal what becomes of it before the next one: 2 to clear it, 3 to bring back what was there before
 * @param delay how long it is shown, in hundredths of a second
 * @param codeSize the bits of a colour index
 * @param dataAt where the blocks of its pixels begin
 */
record GifFrame(
        int x,
        int y,
        int width,
        int height,
        boolean interlaced,
        GifPalette palette,
        int transparent,
        int disposal,
        int delay,
        int codeSize,
        int dataAt) {

    static final int NOTHING_TRANSPARENT = -1;
    static final int CLEAR = 2;
    static final int BRING_BACK = 3;

    /** The row of the picture that is stored in a place. */
    int row(int stored) {
        if (!interlaced) {
            return stored;
        }
        int from = 0;
        int[] starts = {0, 4, 2, 1};
        int[] steps = {8, 8, 4, 2};
        for (int pass = 0; pass < starts.length; pass++) {
            int rows = Math.max(0, (height - starts[pass] + steps[pass] - 1) / steps[pass]);
            if (stored < from + rows) {
                return starts[pass] + (stored - from) * steps[pass];
            }
            from += rows;
        }
        throw new IndexOutOfBoundsException(stored);
    }
}
