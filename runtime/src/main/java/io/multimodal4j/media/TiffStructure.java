package io.multimodal4j.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks that the pixels which the first directory of a TIFF speaks of are in the file: libtiff leaves out what is missing and says nothing.
 */
final class TiffStructure {

    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int ENTRY = 12;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer tiff;

    private TiffStructure(byte[] tiff) {
        this.tiff = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** Whether every strip or tile of the first picture ends within the file. */
    static boolean isComplete(byte[] tiff) {
        try {
            return new TiffStructure(tiff).hasAllData();
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return false;
        }
    }

    private boolean hasAllData() {
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        long[] offsets = {};
        long[] counts = {};
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            switch (Short.toUnsignedInt(tiff.getShort(entry))) {
                case STRIP_OFFSETS, TILE_OFFSETS -> offsets = values(entry);
                case STRIP_BYTE_COUNTS, TILE_BYTE_COUNTS -> counts = values(entry);
                default -> {
                    // Says nothing about where pixels are.
                }
            }
        }
        if (offsets.length == 0 || counts.length != offsets.length) {
            return false;
        }
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] + counts[i] > tiff.capacity()) {
                return false;
            }
        }
        return true;
    }

    /** The numbers of a directory entry: in the entry itself if they fit into four bytes, elsewhere otherwise. */
    private long[] values(int entry) {
        int type = Short.toUnsignedInt(tiff.getShort(entry + 2));
        int count = tiff.getInt(entry + 4);
        int width = type == SHORT ? 2 : 4;
        if ((type != SHORT && type != LONG) || count < 0 || (long) count * width > tiff.capacity()) {
            return new long[0];
        }
        int at = count * width <= 4 ? entry + 8 : tiff.getInt(entry + 8);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = type == SHORT
                    ? Short.toUnsignedInt(tiff.getShort(at + i * width))
                    : Integer.toUnsignedLong(tiff.getInt(at + i * width));
        }
        return values;
    }
}
