package io.multimodal4j.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Checks a PNG and reduces it to what its pixels are made of. Pillow ignores transparent colours, gamma and profiles when it converts to RGB; leptonica makes an
 * alpha channel of transparent colours (and nothing but black of a grey picture that has one), and libpng warns of odd profiles on standard
 * error. A file that is cut off or damaged is found by the chunks' checksums.
 */
final class PngChunks {

    private static final int SIGNATURE = 8;
    /** Length and type before a chunk's data. */
    private static final int HEAD = 8;
    /** The checksum behind a chunk's data. */
    private static final int TAIL = 4;

    private static final int IEND = 0x49454e44;
    private static final int EXIF = 0x65584966;
    /** Chunks whose type begins with a small letter may be left out. */
    private static final int ANCILLARY = 0x20000000;

    private PngChunks() {}

    /**
     * The critical chunks of a PNG.
     *
     * @param png a PNG file, possibly damaged
     * @return the file without its ancillary chunks, or an empty array if it is damaged or cut off
     */
    static byte[] critical(byte[] png) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
        kept.write(png, 0, SIGNATURE);
        ByteBuffer chunks = ByteBuffer.wrap(png);
        int at = SIGNATURE;
        while (at <= png.length - HEAD - TAIL) {
            int type = chunks.getInt(at + 4);
            long end = at + HEAD + TAIL + (chunks.getInt(at) & 0xffffffffL);
            if (end > png.length || !checksumHolds(png, at, (int) end)) {
                return new byte[0];
            }
            if ((type & ANCILLARY) == 0) {
                kept.write(png, at, (int) end - at);
            }
            if (type == IEND) {
                return kept.toByteArray();
            }
            at = (int) end;
        }
        return new byte[0];
    }

    /** The orientation in the EXIF chunk, 1 to 8; 1 if there is none. */
    static int orientation(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        for (long at = SIGNATURE; at <= png.length - HEAD - TAIL; ) {
            long length = chunks.getInt((int) at) & 0xffffffffL;
            if (at + HEAD + TAIL + length > png.length) {
                break;
            }
            if (chunks.getInt((int) at + 4) == EXIF) {
                return Orientation.ofExif(png, (int) at + HEAD, (int) length);
            }
            at += HEAD + TAIL + length;
        }
        return Orientation.UPRIGHT;
    }

    private static boolean checksumHolds(byte[] png, int from, int end) {
        CRC32 checksum = new CRC32();
        checksum.update(png, from + 4, end - TAIL - from - 4);
        return (int) checksum.getValue() == ByteBuffer.wrap(png).getInt(end - TAIL);
    }

    /** What the sample depth and colour type of a PNG mean to Pillow. */
    enum Kind {
        /** Red, green, blue and alpha, or 16-bit grey and alpha: what Pillow opens as RGBA. */
        BLENDED,
        /** No alpha, or that of 8-bit grey, which Pillow drops. */
        OPAQUE,
        /** 16-bit grey without alpha, which Pillow saturates instead of scaling. */
        GREY_16;

        private static final int BIT_DEPTH = 24;
        private static final int COLOUR_TYPE = 25;
        private static final int GREY = 0;
        private static final int GREY_ALPHA = 4;
        private static final int RGBA = 6;

        static Kind of(byte[] png) {
            boolean deep = png[BIT_DEPTH] == 16;
            return switch (png[COLOUR_TYPE]) {
                case GREY -> deep ? GREY_16 : OPAQUE;
                case GREY_ALPHA -> deep ? BLENDED : OPAQUE;
                case RGBA -> BLENDED;
                default -> OPAQUE;
            };
        }
    }
}
