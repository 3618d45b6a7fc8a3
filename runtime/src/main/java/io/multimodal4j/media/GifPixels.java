package io.multimodal4j.media;

import java.util.Optional;

/** The variable-length LZW code of GIF. */
final class GifPixels {

    private static final int MAX_CODE_SIZE = 12;
    private static final int MAX_CODES = 1 << MAX_CODE_SIZE;
    private static final int MAX_COLOUR_BITS = 8;

    private final byte[] gif;
    private final int clear;
    private final int end;
    private final int firstSize;

    /** For each code the code of all but its last index, that last index, its first index, and its length. */
    private final int[] prefix = new int[MAX_CODES];

    private final byte[] last = new byte[MAX_CODES];
    private final byte[] first = new byte[MAX_CODES];
    private final int[] length = new int[MAX_CODES];

    private int at;
    private int leftInBlock;
    private int bits;
    private int bitCount;

    private GifPixels(byte[] gif, GifFrame frame) {
        this.gif = gif;
        this.at = frame.dataAt();
        this.clear = 1 << frame.codeSize();
        this.end = clear + 1;
        this.firstSize = frame.codeSize() + 1;
        for (int i = 0; i < clear; i++) {
            last[i] = (byte) i;
            first[i] = (byte) i;
            length[i] = 1;
        }
    }

    /** The colour indices of a frame, in the order in which they are stored; empty if the data end or break before all are there. */
    static Optional<byte[]> decode(byte[] gif, GifFrame frame) {
        if (frame.codeSize() < 1 || frame.codeSize() > MAX_COLOUR_BITS) {
            return Optional.empty();
        }
        byte[] indices = new byte[Math.multiplyExact(frame.width(), frame.height())];
        return new GifPixels(gif, frame).fill(indices) ? Optional.of(indices) : Optional.empty();
    }

    private boolean fill(byte[] indices) {
        int done = 0;
        int size = firstSize;
        int codes = end + 1;
        int previous = -1;
        while (done < indices.length) {
            int code = next(size);
            if (code < 0 || code == end) {
                return false;
            }
            if (code == clear) {
                size = firstSize;
                codes = end + 1;
                previous = -1;
                continue;
            }
            boolean isNew = code == codes && previous >= 0 && codes < MAX_CODES;
            if (code > codes || (code == codes && !isNew) || (code >= clear && previous < 0)) {
                return false;
            }
            if (previous >= 0 && codes < MAX_CODES) {
                add(codes++, previous, isNew ? first[previous] : first[code]);
                // A size grows as soon as its last code is taken; the largest stays.
                size = codes == 1 << size && size < MAX_CODE_SIZE ? size + 1 : size;
            }
            done = write(code, indices, done);
            previous = code;
        }
        return true;
    }

    private void add(int code, int before, byte index) {
        prefix[code] = before;
        last[code] = index;
        first[code] = first[before];
        length[code] = length[before] + 1;
    }

    /** Writes what a code stands for, from its end, without what would be too much. */
    private int write(int code, byte[] indices, int from) {
        int behind = from + length[code];
        int current = code;
        for (int to = behind - 1; to >= from; to--) {
            if (to < indices.length) {
                indices[to] = last[current];
            }
            current = prefix[current];
        }
        return behind;
    }

    /** The next code, or -1 at the end of the data. */
    private int next(int size) {
        while (bitCount < size) {
            if (leftInBlock == 0) {
                leftInBlock = at < gif.length ? gif[at++] & 0xff : 0;
                if (leftInBlock == 0) {
                    return -1;
                }
            }
            if (at >= gif.length) {
                return -1;
            }
            bits |= (gif[at++] & 0xff) << bitCount;
            leftInBlock--;
            bitCount += 8;
        }
        int code = bits & (1 << size) - 1;
        bits >>>= size;
        bitCount -= size;
        return code;
    }
}
