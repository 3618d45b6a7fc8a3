package io.multimodal4j.kernel;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Looks samples up and writes what they become to a tensor of any of the three floating-point types. */
interface TableWriter {

    /**
     * Writes {@code count} elements from element {@code at} on: what the samples of a channel become, the first of which is
     * {@code pixels[from]}, in pixels of as many bytes as the table has channels.
     */
    void write(int at, int channel, byte[] pixels, int from, int count);

    static TableWriter of(NormalizeTable table, Tensor target) {
        return target.dtype() == DType.FLOAT32 ? floats(table, target) : halves(table, target);
    }

    private static TableWriter floats(NormalizeTable table, Tensor target) {
        FloatBuffer out = target.asByteBuffer().asFloatBuffer();
        float[] values = table.values();
        int step = table.channels();
        // Into an array first: one copy of many elements is faster than as many puts.
        float[] line = new float[Math.toIntExact(target.dim(target.shape().length - 1))];
        return (at, channel, pixels, from, count) -> {
            int base = channel * NormalizeTable.ENTRIES;
            for (int i = 0; i < count; i++) {
                line[i] = values[base + (pixels[from + i * step] & 0xff)];
            }
            out.put(at, line, 0, count);
        };
    }

    private static TableWriter halves(NormalizeTable table, Tensor target) {
        ShortBuffer out = target.asByteBuffer().asShortBuffer();
        short[] values = table.bits(target.dtype());
        int step = table.channels();
        return (at, channel, pixels, from, count) -> {
            int base = channel * NormalizeTable.ENTRIES;
            for (int i = 0; i < count; i++) {
                out.put(at + i, values[base + (pixels[from + i * step] & 0xff)]);
            }
        };
    }
}
