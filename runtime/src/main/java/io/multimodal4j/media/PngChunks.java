package io.multimodal4j.media;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Edits the chunks of a PNG before the decoder sees it. */
final class PngChunks {

    private static final int SIGNATURE = 8;
    /** Length, type and checksum around a chunk's data. */
    private static final int FRAME = 12;

    private static final int TRNS = 0x74524e53;
    private static final int IDAT = 0x49444154;

    private PngChunks() {}

    /**
     * Takes out the transparent colours of a PNG without an alpha channel. Pillow ignores them when it converts to RGB; leptonica makes an alpha channel of
     * them, and nothing but black of a grey picture.
     *
     * @param png a PNG file, possibly damaged
     * @return the file without its tRNS chunk, or the same array if it has none
     */
    static byte[] withoutTransparentColours(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        int at = SIGNATURE;
        while (at <= png.length - FRAME && chunks.getInt(at + 4) != IDAT) {
            long end = at + FRAME + (chunks.getInt(at) & 0xffffffffL);
            if (end > png.length) {
                return png;
            }
            if (chunks.getInt(at + 4) == TRNS) {
                byte[] without = Arrays.copyOf(png, png.length - (int) (end - at));
                System.arraycopy(png, (int) end, without, at, png.length - (int) end);
                return without;
            }
            at = (int) end;
        }
        return png;
    }
}
