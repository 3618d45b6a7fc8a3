package io.multimodal4j.sound;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the chunks before the samples of a WAV file say.
 *
 * @param encoding how a sample is written
 * @param channels samples of one frame, at least 1
 * @param samplingRate frames per second, at least 1
 * @param dataAt where the first sample begins
 * @param frames how many whole frames there are, at least 1
 */
record WavHeader(SampleEncoding encoding, int channels, int samplingRate, int dataAt, int frames) {

    private static final int RIFF = fourCc("RIFF");
    private static final int RF64 = fourCc("RF64");
    private static final int RIFX = fourCc("RIFX");
    private static final int WAVE = fourCc("WAVE");
    private static final int FMT = fourCc("fmt ");
    private static final int DATA = fourCc("data");
    private static final int DS64 = fourCc("ds64");

    /** The form's head: RIFF, size, WAVE. */
    private static final int FIRST_CHUNK = 12;
    /** A chunk's type and size. */
    private static final int CHUNK_HEAD = 8;

    private static final long UNKNOWN_SIZE = 0xffff_ffffL;
    /** The size of the samples, behind that of the file. */
    private static final int DS64_DATA_SIZE = 8;

    /** Whether a little-endian buffer begins as a WAV file. */
    static boolean isWav(ByteBuffer file) {
        if (file.capacity() < FIRST_CHUNK || file.getInt(8) != WAVE) {
            return false;
        }
        int form = file.getInt(0);
        return form == RIFF || form == RF64 || form == RIFX;
    }

    /** Walks the chunks of a little-endian buffer up to the samples. */
    static WavHeader read(ByteBuffer file) {
        if (!isWav(file)) {
            throw new SoundException("is not a WAV file");
        }
        if (file.getInt(0) == RIFX) {
            throw new SoundException(
                    "is a big-endian WAV file (RIFX), which is not read; convert it to a plain WAV file");
        }
        Format format = null;
        long largeDataSize = -1;
        long at = FIRST_CHUNK;
        while (at + CHUNK_HEAD <= file.capacity()) {
            int head = (int) at;
            int body = head + CHUNK_HEAD;
            int type = file.getInt(head);
            long size = Integer.toUnsignedLong(file.getInt(head + 4));
            if (type == DATA) {
                return withData(file, format, body, size == UNKNOWN_SIZE && largeDataSize >= 0 ? largeDataSize : size);
            }
            if (body + size > file.capacity()) {
                throw cutOff();
            }
            if (type == FMT) {
                format = Format.read(file, body, size);
            } else if (type == DS64 && size >= DS64_DATA_SIZE + Long.BYTES) {
                largeDataSize = file.getLong(body + DS64_DATA_SIZE);
            }
            // Chunks begin at even places.
            at = body + size + (size & 1);
        }
        throw cutOff();
    }

    private static WavHeader withData(ByteBuffer file, @Nullable Format format, int dataAt, long declared) {
        if (format == null) {
            throw new SoundException("is damaged: its samples come before their format");
        }
        long present = (long) file.capacity() - dataAt;
        long size = isUnknown(file, declared) ? present : declared;
        if (size < 0 || size > present) {
            throw new SoundException(
                    "is cut off: it declares " + Long.toUnsignedString(size) + " bytes of samples and has " + present);
        }
        int frames = (int) (size / format.frameBytes());
        if (frames == 0) {
            throw new SoundException("has no samples");
        }
        return new WavHeader(format.encoding(), format.channels(), format.samplingRate(), dataAt, frames);
    }

    /**
     * Whoever writes to a pipe does not know the size beforehand: FFmpeg leaves all bits set, and a program that was ended before it came back to
     * the header leaves both sizes at nothing.
     */
    private static boolean isUnknown(ByteBuffer file, long declared) {
        int formSize = file.getInt(4);
        return declared == UNKNOWN_SIZE || (declared == 0 && (formSize == 0 || formSize == CHUNK_HEAD));
    }

    private static SoundException cutOff() {
        return new SoundException("is damaged or cut off: it has no samples");
    }

    private static int unsigned16(ByteBuffer file, int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }

    private static int fourCc(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }

    /** The {@code fmt} chunk. */
    private record Format(SampleEncoding encoding, int channels, int samplingRate) {

        private static final int SHORTEST = 16;
        private static final int EXTENSIBLE = 0xfffe;
        private static final int EXTENSIBLE_LENGTH = 40;
        private static final int SUB_FORMAT = 24;
        /** All but the first two bytes of the identifiers that stand for ordinary format tags. */
        private static final long SUB_FORMAT_MIDDLE = 0x0010_0000_0000L;

        private static final long SUB_FORMAT_END = 0x719b_3800_aa00_0080L;

        int frameBytes() {
            return encoding.bytes() * channels;
        }

        static Format read(ByteBuffer file, int at, long size) {
            if (size < SHORTEST) {
                throw new SoundException("is damaged: its format has " + size + " bytes, fewer than " + SHORTEST);
            }
            int tag = unsigned16(file, at);
            int channels = unsigned16(file, at + 2);
            int samplingRate = file.getInt(at + 4);
            int frameBytes = unsigned16(file, at + 12);
            int bits = unsigned16(file, at + 14);
            if (channels == 0 || samplingRate < 1) {
                throw new SoundException("is damaged: it has " + channels + " channels of "
                        + Integer.toUnsignedString(samplingRate) + " samples per second");
            }
            Format format = new Format(
                    SampleEncoding.of(tag == EXTENSIBLE ? subFormat(file, at, size) : tag, bits),
                    channels,
                    samplingRate);
            if (format.frameBytes() != frameBytes) {
                throw new SoundException("is damaged: " + channels + " samples of " + bits + " bits are "
                        + format.frameBytes() + " bytes, but its format says " + frameBytes);
            }
            return format;
        }

        private static int subFormat(ByteBuffer file, int at, long size) {
            if (size < EXTENSIBLE_LENGTH) {
                throw new SoundException(
                        "is damaged: its extensible format has " + size + " bytes, fewer than " + EXTENSIBLE_LENGTH);
            }
            int identifier = at + SUB_FORMAT;
            boolean ordinary = (file.getLong(identifier) >>> 16) == SUB_FORMAT_MIDDLE
                    && file.getLong(identifier + 8) == SUB_FORMAT_END;
            return ordinary ? unsigned16(file, identifier) : EXTENSIBLE;
        }
    }
}
