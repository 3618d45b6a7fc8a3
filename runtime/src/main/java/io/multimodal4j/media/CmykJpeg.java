package io.multimodal4j.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A JPEG of four components in the coat of a TIFF. Leptonica converts CMYK to RGB itself, and rounds down where Pillow rounds to nearest; inside a TIFF that claims to be red, green, blue
 * and alpha, the same libjpeg gives the four components as they are.
 */
final class CmykJpeg {

    private static final int HEADER = 8;
    private static final int ENTRY = 12;
    private static final int ENTRIES = 11;
    private static final int COMPONENTS = 4;
    private static final short SHORT = 3;
    private static final short LONG = 4;

    private CmykJpeg() {}

    /** The TIFF. */
    static byte[] asTiff(byte[] jpeg, ImageSize size) {
        int directory = HEADER + jpeg.length + (jpeg.length & 1);
        int bits = directory + 2 + ENTRIES * ENTRY + 4;
        ByteBuffer tiff = ByteBuffer.wrap(new byte[bits + COMPONENTS * 2]).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(directory)
                .put(jpeg);
        tiff.position(directory).putShort((short) ENTRIES);
        entry(tiff, TiffDirectory.WIDTH, LONG, 1, size.width());
        entry(tiff, TiffDirectory.HEIGHT, LONG, 1, size.height());
        entry(tiff, TiffDirectory.BITS_PER_SAMPLE, SHORT, COMPONENTS, bits);
        entry(tiff, TiffDirectory.COMPRESSION, SHORT, 1, 7);
        entry(tiff, TiffDirectory.PHOTOMETRIC, SHORT, 1, 2);
        entry(tiff, TiffDirectory.STRIP_OFFSETS, LONG, 1, HEADER);
        entry(tiff, TiffDirectory.SAMPLES_PER_PIXEL, SHORT, 1, COMPONENTS);
        entry(tiff, 278, LONG, 1, size.height());
        entry(tiff, TiffDirectory.STRIP_BYTE_COUNTS, LONG, 1, jpeg.length);
        entry(tiff, TiffDirectory.PLANAR_CONFIGURATION, SHORT, 1, 1);
        entry(tiff, TiffDirectory.EXTRA_SAMPLES, SHORT, 1, 1);
        tiff.putInt(0);
        for (int i = 0; i < COMPONENTS; i++) {
            tiff.putShort((short) 8);
        }
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, short type, int count, int value) {
        tiff.putShort((short) tag).putShort(type).putInt(count).putInt(value);
    }
}
