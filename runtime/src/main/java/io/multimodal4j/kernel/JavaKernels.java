package io.multimodal4j.kernel;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kernels in plain Java: they run everywhere, and the other back ends are tested against them. Holds no state.
 */
public final class JavaKernels implements KernelBackend {

    /** The name under which users choose this back end. */
    public static final String NAME = "java";

    private static final int HALF = 1 << (AxisPlan.PRECISION_BITS - 1);

    /** Makes the back end. */
    public JavaKernels() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void resize(Tensor source, ResizePlan plan, Tensor target, TensorAllocator scratch) {
        KernelChecks.resize(source, plan, target);
        Optional<AxisPlan> columns = plan.horizontal();
        Optional<AxisPlan> rows = plan.vertical();
        if (columns.isEmpty() && rows.isEmpty()) {
            crop(source, plan.top(), plan.left(), target);
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
                crop(source, first, plan.left(), narrowed);
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

    /** Resamples along y; row 0 of the source is row {@code firstRow} of the picture that the plan speaks of. */
    private static void vertical(Tensor source, int firstRow, AxisPlan plan, Tensor target) {
        int width = Math.toIntExact(source.dim(1) * source.dim(2));
        byte[] in = new byte[width];
        byte[] out = new byte[width];
        int[] sums = new int[width];
        ByteBuffer from = source.asByteBuffer();
        ByteBuffer to = target.asByteBuffer();
        for (int y = 0; y < plan.outputSize(); y++) {
            Arrays.fill(sums, HALF);
            for (int j = 0; j < plan.counts()[y]; j++) {
                from.get((plan.starts()[y] - firstRow + j) * width, in);
                int weight = plan.weights()[y * plan.taps() + j];
                for (int x = 0; x < width; x++) {
                    sums[x] += (in[x] & 0xff) * weight;
                }
            }
            for (int x = 0; x < width; x++) {
                out[x] = toByte(sums[x]);
            }
            to.put(y * width, out);
        }
    }

    private static byte toByte(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> AxisPlan.PRECISION_BITS));
    }

    @Override
    public void crop(Tensor source, int top, int left, Tensor target) {
        KernelChecks.crop(source, target);
        int channels = (int) source.dim(2);
        int sourceWidth = (int) source.dim(1);
        int width = (int) target.dim(1);
        int from = (int) Math.min(width, Math.max(0L, -(long) left));
        int to = (int) Math.max(from, Math.min(width, sourceWidth - (long) left));
        byte[] row = new byte[width * channels];
        ByteBuffer in = source.asByteBuffer();
        ByteBuffer out = target.asByteBuffer();
        for (int y = 0; y < target.dim(0); y++) {
            long sourceRow = (long) top + y;
            Arrays.fill(row, (byte) 0);
            if (sourceRow >= 0 && sourceRow < source.dim(0) && to > from) {
                int at = (int) ((sourceRow * sourceWidth + left + from) * channels);
                in.get(at, row, from * channels, (to - from) * channels);
            }
            out.put(y * row.length, row);
        }
    }

    @Override
    public void normalize(Tensor source, NormalizeTable table, Tensor target) {
        KernelChecks.normalize(source, table, target);
        int channels = table.channels();
        int width = (int) source.dim(1);
        int height = (int) source.dim(0);
        byte[] in = new byte[width * channels];
        float[] out = new float[width];
        float[] values = table.values();
        ByteBuffer from = source.asByteBuffer();
        FloatBuffer to = target.asByteBuffer().asFloatBuffer();
        for (int y = 0; y < height; y++) {
            from.get(y * in.length, in);
            for (int c = 0; c < channels; c++) {
                int base = c * NormalizeTable.ENTRIES;
                for (int x = 0; x < width; x++) {
                    out[x] = values[base + (in[x * channels + c] & 0xff)];
                }
                to.put((c * height + y) * width, out);
            }
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
