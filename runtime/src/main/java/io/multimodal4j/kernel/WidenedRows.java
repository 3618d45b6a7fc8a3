package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The rows of a picture as ints. The last few that were asked for are kept: neighbouring rows of a result are made of nearly the same ones. */
final class WidenedRows {

    private final ByteBuffer source;
    private final byte[] bytes;
    private final int[][] kept;
    private final int[] places;

    /** As many rows are kept as are asked for at a time. */
    WidenedRows(Tensor source, int count) {
        this.source = source.asByteBuffer();
        this.bytes = new byte[Math.toIntExact(source.dim(1) * source.dim(2))];
        this.kept = new int[count][];
        this.places = new int[count];
        Arrays.fill(places, -1);
    }

    /** The samples of a row. */
    int width() {
        return bytes.length;
    }

    /** Row {@code y}, until one is asked for whose number is {@code y} plus a multiple of how many are kept. */
    int[] row(int y) {
        int slot = y % kept.length;
        if (kept[slot] == null) {
            kept[slot] = new int[bytes.length];
        }
        if (places[slot] != y) {
            source.get(y * bytes.length, bytes);
            for (int x = 0; x < bytes.length; x++) {
                kept[slot][x] = bytes[x] & 0xff;
            }
            places[slot] = y;
        }
        return kept[slot];
    }
}
