package io.multimodal4j.sound;

import java.nio.ByteBuffer;

/**
 * How a WAV file writes one sample, and which number it stands for. Integers are divided by half their range, as libsndfile does, so that they lie in [-1, 1);
 * all but 32-bit integers and doubles are exact, and those are rounded once, to the nearest.
 */
enum SampleEncoding {
    PCM_U8(1) {
        @Override
        void read(ByteBuffer file, int at, int count, float[] samples) {
            for (int i = 0; i < count; i++) {
                samples[i] = ((file.get(at + i) & 0xff) - 128) * 0x1p-7f;
            }
        }
    },
    PCM_16(2) {
        @Override
        void read(ByteBuffer file, int at, int count, float[] samples) {
            for (int i = 0; i < count; i++) {
                samples[i] = file.getShort(at + 2 * i) * 0x1p-15f;
            }
        }
    },
    PCM_24(3) {
        @Override
        void read(ByteBuffer file, int at, int count, float[] samples) {
            for (int i = 0, from = at; i < count; i++, from += 3) {
                int value = file.get(from + 2) << 16 | (file.get(from + 1) & 0xff) << 8 | (file.get(from) & 0xff);
                samples[i] = value * 0x1p-23f;
            }
        }
    },
    PCM_32(4) {
        @Override
        void read(ByteBuffer file, int at, int count, float[] samples) {
            for (int i = 0; i < count; i++) {
                samples[i] = file.getInt(at + 4 * i) * 0x1p-31f;
            }
        }
    },
    FLOAT_32(4) {
        @Override
        void read(ByteBuffer file, int at, int count, float[] samples) {
            for (int i = 0; i < count; i++) {
                samples[i] = file.getFloat(at + 4 * i);
            }
        }
    },
    FLOAT_64(8) {
        @Override
        void read(ByteBuffer file, int at, int count, float[] samples) {
            for (int i = 0; i < count; i++) {
                samples[i] = (float) file.getDouble(at + 8 * i);
            }
        }
    };

    private static final int FORMAT_PCM = 1;
    private static final int FORMAT_FLOAT = 3;
    private static final int FORMAT_A_LAW = 6;
    private static final int FORMAT_MU_LAW = 7;

    private final int bytes;

    SampleEncoding(int bytes) {
        this.bytes = bytes;
    }

    /** The bytes of one sample. */
    int bytes() {
        return bytes;
    }

    /**
     * Decodes samples that lie one behind the other.
     *
     * @param file the whole file, little-endian
     * @param at where the first sample begins
     * @param count how many
     * @param samples where they go, from index 0
     */
    abstract void read(ByteBuffer file, int at, int count, float[] samples);

    /**
     * What a format tag and a width in bits mean. Integers whose width is no multiple of 8 sit in the highest bits of the next wider sample.
     */
    static SampleEncoding of(int format, int bits) {
        return switch (format) {
            case FORMAT_PCM ->
                switch ((bits + 7) / 8) {
                    case 1 -> PCM_U8;
                    case 2 -> PCM_16;
                    case 3 -> PCM_24;
                    case 4 -> PCM_32;
                    default -> throw unreadable("integer samples of " + bits + " bits");
                };
            case FORMAT_FLOAT ->
                switch (bits) {
                    case 32 -> FLOAT_32;
                    case 64 -> FLOAT_64;
                    default -> throw unreadable("floating-point samples of " + bits + " bits");
                };
            case FORMAT_A_LAW -> throw unreadable("A-law samples");
            case FORMAT_MU_LAW -> throw unreadable("mu-law samples");
            default -> throw unreadable(String.format("samples of the compressed format 0x%04x", format));
        };
    }

    private static SoundException unreadable(String found) {
        return new SoundException(
                "has " + found
                        + "; WAV files with integer samples of 8 to 32 bits or floating-point samples of 32 or 64 bits can be read, convert it to one");
    }
}
