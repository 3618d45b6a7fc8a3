package io.multimodal4j.tvm;

import io.multimodal4j.kernel.AxisPlan;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;

/**
 * A resize pass by pass, for any number of channels. Between the passes lies a band of rows that stays in the cache, however large the picture is; rows that
 * two bands need are computed for each.
 */
final class ResizePasses {

    /** What a band has at most, unless a single row of the target needs more. */
    private static final long BAND_BYTES = 1 << 20;

    private ResizePasses() {}

    /** At least one of the passes must be there. */
    static void run(KernelLibrary library, CallFrame frame, Tensor source, ResizePlan plan, Tensor target) {
        if (plan.horizontal().isEmpty()) {
            alongY(library, frame, source, plan, plan.vertical().orElseThrow(), target);
        } else if (plan.vertical().isEmpty()) {
            alongX(library, frame, source, plan, plan.horizontal().orElseThrow(), target);
        } else {
            inBands(library, frame, source, plan, target);
        }
    }

    private static void alongY(
            KernelLibrary library, CallFrame frame, Tensor source, ResizePlan plan, AxisPlan rows, Tensor target) {
        long channels = source.dim(2);
        long columns = target.dim(1) * channels;
        frame.tables().begin(sizeOf(rows));
        frame.begin()
                .rows(
                        Element.UINT8,
                        source.address() + plan.left() * channels,
                        source.dim(0),
                        columns,
                        source.dim(1) * channels);
        add(frame, rows)
                .tensor(Element.UINT8, target.address(), plan.height(), columns)
                .call(library, Kernel.RESAMPLE_ROWS);
    }

    private static void alongX(
            KernelLibrary library, CallFrame frame, Tensor source, ResizePlan plan, AxisPlan columns, Tensor target) {
        long width = source.dim(1);
        long channels = source.dim(2);
        frame.tables().begin(sizeOf(columns));
        frame.begin()
                .tensor(
                        Element.UINT8,
                        source.address() + plan.top() * width * channels,
                        plan.height(),
                        width,
                        channels);
        add(frame, columns)
                .tensor(Element.UINT8, target.address(), plan.height(), plan.width(), channels)
                .call(library, Kernel.RESAMPLE_COLUMNS);
    }

    private static CallFrame add(CallFrame frame, AxisPlan axis) {
        ScratchTables tables = frame.tables();
        return frame.tensor(Element.INT32, tables.add(axis.starts()), axis.outputSize())
                .tensor(Element.INT32, tables.add(axis.counts()), axis.outputSize())
                .tensor(Element.INT32, tables.add(axis.weights()), axis.outputSize(), axis.taps());
    }

    private static void inBands(KernelLibrary library, CallFrame frame, Tensor source, ResizePlan plan, Tensor target) {
        AxisPlan columns = plan.horizontal().orElseThrow();
        AxisPlan rows = plan.vertical().orElseThrow();
        long channels = source.dim(2);
        long rowBytes = plan.width() * channels;
        long most = mostRows(rows, rowBytes);
        ScratchTables tables = frame.tables();
        tables.begin(sizeOf(columns) + sizeOf(rows) + ScratchTables.sizeOf(Element.UINT8, most * rowBytes));
        long xStarts = tables.add(columns.starts());
        long xCounts = tables.add(columns.counts());
        long xWeights = tables.add(columns.weights());
        long yStarts = tables.reserve(Element.INT32, rows.outputSize());
        long yCounts = tables.add(rows.counts());
        long yWeights = tables.add(rows.weights());
        long band = tables.reserve(Element.UINT8, most * rowBytes);
        for (int from = 0; from < rows.outputSize(); ) {
            int end = bandEnd(rows, from, rowBytes);
            int first = rows.starts()[from];
            int height = rows.starts()[end - 1] + rows.counts()[end - 1] - first;
            frame.begin()
                    .tensor(
                            Element.UINT8,
                            source.address() + first * source.dim(1) * channels,
                            height,
                            source.dim(1),
                            channels)
                    .tensor(Element.INT32, xStarts, columns.outputSize())
                    .tensor(Element.INT32, xCounts, columns.outputSize())
                    .tensor(Element.INT32, xWeights, columns.outputSize(), columns.taps())
                    .tensor(Element.UINT8, band, height, plan.width(), channels)
                    .call(library, Kernel.RESAMPLE_COLUMNS);
            for (int y = from; y < end; y++) {
                tables.putInt(yStarts, y, rows.starts()[y] - first);
            }
            frame.begin()
                    .rows(Element.UINT8, band, height, rowBytes, rowBytes)
                    .tensor(Element.INT32, yStarts + (long) from * Integer.BYTES, end - from)
                    .tensor(Element.INT32, yCounts + (long) from * Integer.BYTES, end - from)
                    .tensor(
                            Element.INT32,
                            yWeights + (long) from * rows.taps() * Integer.BYTES,
                            end - from,
                            rows.taps())
                    .tensor(Element.UINT8, target.address() + from * rowBytes, end - from, rowBytes)
                    .call(library, Kernel.RESAMPLE_ROWS);
            from = end;
        }
    }

    /** Behind the last row of the target whose source rows fit a band together with those of row {@code from}; at least one fits. */
    private static int bandEnd(AxisPlan rows, int from, long rowBytes) {
        int end = from + 1;
        while (end < rows.outputSize()
                && (rows.starts()[end] + rows.counts()[end] - rows.starts()[from]) * rowBytes <= BAND_BYTES) {
            end++;
        }
        return end;
    }

    private static long mostRows(AxisPlan rows, long rowBytes) {
        long most = 0;
        for (int from = 0; from < rows.outputSize(); ) {
            int end = bandEnd(rows, from, rowBytes);
            most = Math.max(most, (long) rows.starts()[end - 1] + rows.counts()[end - 1] - rows.starts()[from]);
            from = end;
        }
        return most;
    }

    private static long sizeOf(AxisPlan axis) {
        return 2 * ScratchTables.sizeOf(Element.INT32, axis.outputSize())
                + ScratchTables.sizeOf(Element.INT32, axis.weights().length);
    }
}
