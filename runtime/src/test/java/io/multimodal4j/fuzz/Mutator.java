package io.multimodal4j.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** Damages files. The same random numbers give the same damage. */
final class Mutator {

    private static final long[] ODD_NUMBERS = {
        0,
        1,
        2,
        3,
        7,
        8,
        16,
        127,
        128,
        255,
        256,
        32_767,
        32_768,
        65_535,
        65_536,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_fff0L,
        0xffff_ffffL
    };

    private static final int MOST_CHANGES = 6;
    private static final int LONGEST_PIECE = 64;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final Random random;
    private final List<byte[]> seeds;

    Mutator(Random random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    byte[] next() {
        byte[] file = seeds.get(random.nextInt(seeds.size())).clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0 && file.length > 0; changes--) {
            file = change(file);
        }
        // Otherwise hardly anything behind the checksums would ever be seen.
        if (random.nextBoolean()
                && file.length > PNG.length
                && Arrays.equals(file, 0, PNG.length, PNG, 0, PNG.length)) {
            mendChecksums(file);
        }
        return file;
    }

    private byte[] change(byte[] file) {
        int at = random.nextInt(file.length);
        switch (random.nextInt(8)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) random.nextInt();
            case 2, 3 -> putNumber(file, at);
            case 4 -> {
                return Arrays.copyOf(file, at);
            }
            case 5 -> {
                return spliced(file, at, at, piece(file));
            }
            case 6 -> {
                return spliced(file, at, Math.min(file.length, at + 1 + random.nextInt(LONGEST_PIECE)), new byte[0]);
            }
            default -> {
                return spliced(file, at, at, piece(seeds.get(random.nextInt(seeds.size()))));
            }
        }
        return file;
    }

    /** Headers are at the beginning, so half of the numbers go there. */
    private void putNumber(byte[] file, int anywhere) {
        int at = random.nextBoolean() ? anywhere : random.nextInt(Math.min(file.length, LONGEST_PIECE));
        ByteBuffer buffer =
                ByteBuffer.wrap(file).order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long number = ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
        if (random.nextBoolean() && at + Integer.BYTES <= file.length) {
            buffer.putInt(at, (int) number);
        } else if (at + Short.BYTES <= file.length) {
            buffer.putShort(at, (short) number);
        }
    }

    private byte[] piece(byte[] file) {
        int from = random.nextInt(file.length);
        return Arrays.copyOfRange(file, from, Math.min(file.length, from + 1 + random.nextInt(LONGEST_PIECE)));
    }

    private static byte[] spliced(byte[] file, int from, int to, byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, from);
        out.write(piece, 0, piece.length);
        out.write(file, to, file.length - to);
        return out.toByteArray();
    }

    private static void mendChecksums(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        for (long at = 8; at + 12 <= png.length; ) {
            long end = at + 8 + (chunks.getInt((int) at) & 0xffff_ffffL);
            if (end + 4 > png.length) {
                return;
            }
            CRC32 checksum = new CRC32();
            checksum.update(png, (int) at + 4, (int) (end - at - 4));
            chunks.putInt((int) end, (int) checksum.getValue());
            at = end + 4;
        }
    }
}
