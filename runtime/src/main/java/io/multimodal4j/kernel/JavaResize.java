package io.multimodal4j.kernel;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The two passes of a resize, row by row. */
final class JavaResize {

    private static final int RGB = 3;
    private static final int HALF = 1 << (AxisPlan.PRECISION_BITS - 1);

    private JavaResize() {}

    static void run(Tensor source, ResizePlan plan, Tensor target, TensorAllocator scratch) {
        Optional<AxisPlan> columns = plan.horizontal();
        Optional<AxisPlan> rows = plan.vertical();
        if (columns.isEmpty() && rows.isEmpty()) {
            PictureWindow.copy(source, plan.top(), plan.left(), 0, target);
            return;
        }
        int first = plan.firstRow();
        int needed = plan.endRow() - first;
        if (rows.isEmpty()) {
            horizontal(source, first, columns.orElseThrow(), target);
            return;
        }
        try (Tensor narrowed = scratch.allocate(DType.UINT8, needed, plan.width(), source.dim(2))) {
            if (columns.isEmpty()) {
                PictureWindow.copy(source, first, plan.left(), 0, narrowed);
            } else {
                horizontal(source, first, columns.orElseThrow(), narrowed);
            }
            vertical(narrowed, first, rows.orElseThrow(), target);
        }
    }

    /** Resamples the rows from {@code firstRow} on along x, as many as the target has. */
    private static void horizontal(Tensor source, int firstRow, AxisPlan plan, Tensor target) {
        int channels = (int) source.dim(2);
        byte[] in = new byte[Math.toIntExact(source.dim(1) * channels)];
        byte[] out = new byte[plan.outputSize() * channels];
        ByteBuffer from = source.asByteBuffer();
        ByteBuffer to = target.asByteBuffer();
        for (int y = 0; y < target.dim(0); y++) {
            from.get((firstRow + y) * in.length, in);
            horizontalRow(in, channels, plan, out);
            to.put(y * out.length, out);
        }
    }

    private static void horizontalRow(byte[] in, int channels, AxisPlan plan, byte[] out) {
        if (channels == RGB) {
            horizontalRow(in, plan, out);
            return;
        }
        int[] weights = plan.weights();
        for (int x = 0; x < plan.outputSize(); x++) {
            int start = plan.starts()[x] * channels;
            int firstWeight = x * plan.taps();
            int count = plan.counts()[x];
            for (int c = 0; c < channels; c++) {
                int sum = HALF;
                for (int j = 0, at = start + c; j < count; j++, at += channels) {
                    sum += (in[at] & 0xff) * weights[firstWeight + j];
                }
                out[x * channels + c] = toByte(sum);
            }
        }
    }

    /** The same for three channels, which share the loading of the weights: it takes half the time. */
    private static void horizontalRow(byte[] in, AxisPlan plan, byte[] out) {
        int[] starts = plan.starts();
        int[] counts = plan.counts();
        int[] weights = plan.weights();
        for (int x = 0; x < starts.length; x++) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int at = starts[x] * RGB;
            int first = x * plan.taps();
            for (int j = first; j < first + counts[x]; j++, at += RGB) {
                int weight = weights[j];
                red += (in[at] & 0xff) * weight;
                green += (in[at + 1] & 0xff) * weight;
                blue += (in[at + 2] & 0xff) * weight;
            }
            out[x * RGB] = toByte(red);
            out[x * RGB + 1] = toByte(green);
            out[x * RGB + 2] = toByte(blue);
        }
    }

    /** Resamples along y; row 0 of the source is row {@code firstRow} of the picture that the plan speaks of. */
    private static void vertical(Tensor source, int firstRow, AxisPlan plan, Tensor target) {
        WidenedRows rows = new WidenedRows(source, plan.taps());
        byte[] out = new byte[rows.width()];
        int[] sums = new int[rows.width()];
        ByteBuffer to = target.asByteBuffer();
        for (int y = 0; y < plan.outputSize(); y++) {
            Arrays.fill(sums, HALF);
            for (int j = 0; j < plan.counts()[y]; j++) {
                add(rows.row(plan.starts()[y] - firstRow + j), plan.weights()[y * plan.taps() + j], sums);
            }
            for (int x = 0; x < sums.length; x++) {
                out[x] = toByte(sums[x]);
            }
            to.put(y * out.length, out);
        }
    }

    /** Of ints alone, so that the compiler makes vector instructions of it. */
    private static void add(int[] row, int weight, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x] * weight;
        }
    }

    private static byte toByte(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> AxisPlan.PRECISION_BITS));
    }
}
