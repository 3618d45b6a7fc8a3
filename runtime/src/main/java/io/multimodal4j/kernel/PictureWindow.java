package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The rows of a window of a picture, which may reach over its edges. */
final class PictureWindow {

    private final ByteBuffer source;
    private final long sourceHeight;
    private final long rowBytes;
    private final long top;
    private final long from;
    private final int before;
    private final int inside;
    private final byte fill;
    private final byte[] row;

    PictureWindow(Tensor source, int top, int left, int width, int fill) {
        int channels = (int) source.dim(2);
        long end = Math.min(source.dim(1), (long) left + width);
        long start = Math.min(Math.max(0, left), end);
        this.source = source.asByteBuffer();
        this.sourceHeight = source.dim(0);
        this.rowBytes = source.dim(1) * channels;
        this.top = top;
        this.from = start * channels;
        this.inside = (int) Math.max(0, end - start) * channels;
        this.before = inside == 0 ? 0 : (int) (start - left) * channels;
        this.fill = (byte) fill;
        this.row = new byte[Math.multiplyExact(width, channels)];
    }

    /** Row {@code y} of the window, until the next one is asked for. */
    byte[] row(int y) {
        long sourceRow = top + y;
        Arrays.fill(row, fill);
        if (sourceRow >= 0 && sourceRow < sourceHeight && inside > 0) {
            source.get(Math.toIntExact(sourceRow * rowBytes + from), row, before, inside);
        }
        return row;
    }

    /** Copies the window that begins at {@code (top, left)} and is as large as the target. */
    static void copy(Tensor source, int top, int left, int fill, Tensor target) {
        PictureWindow window = new PictureWindow(source, top, left, (int) target.dim(1), fill);
        ByteBuffer out = target.asByteBuffer();
        for (int y = 0; y < target.dim(0); y++) {
            out.put(window.row(y));
        }
    }

    /** Normalises the window that begins at {@code (top, left)} and is as large as the target. */
    static void normalize(Tensor source, int top, int left, int fill, NormalizeTable table, Tensor target) {
        int height = (int) target.dim(1);
        int width = (int) target.dim(2);
        PictureWindow window = new PictureWindow(source, top, left, width, fill);
        TableWriter out = TableWriter.of(table, target);
        for (int y = 0; y < height; y++) {
            byte[] row = window.row(y);
            for (int c = 0; c < table.channels(); c++) {
                out.write((c * height + y) * width, c, row, c, width);
            }
        }
    }
}
