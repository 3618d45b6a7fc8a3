package io.multimodal4j.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The whole numbers in the first directory of a TIFF structure, which EXIF data have too. */
final class TiffDirectory {

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private static final int DIRECTORY_AT = 4;
    private static final int ENTRY = 12;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer tiff;
    /** Where the values of each entry are. */
    private final Map<Integer, Entry> entries = new HashMap<>();

    private record Entry(int at, int count, int width) {}

    private TiffDirectory(byte[] bytes, int from, int length) {
        ByteBuffer whole = ByteBuffer.wrap(bytes, from, length).slice();
        this.tiff = whole.order(whole.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(DIRECTORY_AT);
        int count = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < count; i++) {
            add(directory + 2 + i * ENTRY);
        }
    }

    /**
     * Reads a directory.
     *
     * @param bytes holds a TIFF structure
     * @param from where it begins
     * @param length its length
     * @return the directory, without the entries whose values are not there; without any if it is not all there itself
     */
    static TiffDirectory of(byte[] bytes, int from, int length) {
        try {
            return new TiffDirectory(bytes, from, length);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return new TiffDirectory();
        }
    }

    private TiffDirectory() {
        this.tiff = ByteBuffer.allocate(0);
    }

    private void add(int at) {
        int type = Short.toUnsignedInt(tiff.getShort(at + 2));
        int width = type == BYTE ? 1 : type == SHORT ? 2 : type == LONG ? 4 : 0;
        long count = Integer.toUnsignedLong(tiff.getInt(at + 4));
        long values = width * count <= 4 ? at + 8 : Integer.toUnsignedLong(tiff.getInt(at + 8));
        // The first of two equal tags is the one that counts.
        if (width > 0 && values + width * count <= tiff.capacity()) {
            entries.putIfAbsent(Short.toUnsignedInt(tiff.getShort(at)), new Entry((int) values, (int) count, width));
        }
    }

    /** The values of a tag; none if it is absent. */
    long[] values(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return new long[0];
        }
        long[] values = new long[entry.count()];
        for (int i = 0; i < values.length; i++) {
            int at = entry.at() + i * entry.width();
            values[i] = switch (entry.width()) {
                case 1 -> Byte.toUnsignedInt(tiff.get(at));
                case 2 -> Short.toUnsignedInt(tiff.getShort(at));
                default -> Integer.toUnsignedLong(tiff.getInt(at));
            };
        }
        return values;
    }

    /** The first value of a tag, or another one if it is absent. */
    long value(int tag, long otherwise) {
        long[] values = values(tag);
        return values.length == 0 ? otherwise : values[0];
    }

    /** Where the first value of a 16-bit tag is; empty if there is no such tag. */
    OptionalInt placeOfShort(int tag) {
        Entry entry = entries.get(tag);
        return entry == null || entry.width() != 2 ? OptionalInt.empty() : OptionalInt.of(entry.at());
    }

    /** A copy of the whole structure in which 16-bit values are changed, by their places. */
    byte[] edited(Map<Integer, Integer> changes) {
        byte[] copy = new byte[tiff.capacity()];
        tiff.get(0, copy);
        ByteBuffer target = ByteBuffer.wrap(copy).order(tiff.order());
        changes.forEach((place, value) -> target.putShort(place, value.shortValue()));
        return copy;
    }

    /** Whether every strip or tile ends within the structure: libtiff leaves out what is missing and says nothing. */
    boolean hasAllData() {
        long[] offsets = entries.containsKey(TILE_OFFSETS) ? values(TILE_OFFSETS) : values(STRIP_OFFSETS);
        long[] counts = entries.containsKey(TILE_OFFSETS) ? values(TILE_BYTE_COUNTS) : values(STRIP_BYTE_COUNTS);
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
}
