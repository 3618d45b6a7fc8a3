package io.multimodal4j.tvm;

import io.multimodal4j.kernel.AxisPlan;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import java.util.Optional;

/**
 * A resize of three channels with both passes in one kernel. The constants are those of {@code resize_rgb.py}, and so are the limits: taps come in
 * groups, the picture must be wide enough for the loads of a group, and the parts of a weight must fit bytes.
 */
final class ResizeRgb {

    private static final int CHANNELS = 3;

    /** Taps in a group, output pixels that are computed together, and rows of a block. */
    private static final int GROUP = 4;

    /** Words that hold the weights of a group, and where its bytes are. */
    private static final int WORDS = 5;

    /** Bytes that the last store of a row writes too many, and more. */
    private static final int RING_SLACK = 16;

    /** With more taps the partial sums might not fit 32 bits. */
    private static final int MOST_TAPS = 2048;

    /** Just under 2 in 22-bit fixed point: what three balanced signed bytes can hold. */
    private static final int LARGEST_WEIGHT = 127 << 16;

    private static final int ONE = 1 << AxisPlan.PRECISION_BITS;

    private ResizeRgb() {}

    /** Resizes, or returns false without having written anything if the kernel cannot. */
    static boolean run(KernelLibrary library, CallFrame frame, Tensor source, ResizePlan plan, Tensor target) {
        if (source.dim(2) != CHANNELS || plan.horizontal().isEmpty()) {
            return false;
        }
        AxisPlan columns = plan.horizontal().get();
        int groups = (most(columns.counts()) + GROUP - 1) / GROUP;
        if (source.dim(1) < (long) GROUP * groups + 3
                || GROUP * groups > MOST_TAPS
                || !fit(columns)
                || (plan.vertical().isPresent() && !fit(plan.vertical().get()))) {
            return false;
        }
        resize(library, frame, source, plan, columns, groups, target);
        return true;
    }

    private static void resize(
            KernelLibrary library,
            CallFrame frame,
            Tensor source,
            ResizePlan plan,
            AxisPlan columns,
            int groups,
            Tensor target) {
        Optional<AxisPlan> rows = plan.vertical();
        int rowTaps = rows.isPresent() ? rows.get().taps() : 1;
        int padded = roundUp(plan.width());
        int ringRows = roundUp((rows.isPresent() ? most(rows.get().counts()) : 1) + GROUP - 1);
        int ringBytes = padded * CHANNELS + RING_SLACK;
        ScratchTables tables = frame.tables();
        tables.begin(ScratchTables.sizeOf(Element.INT32, columns.outputSize())
                + ScratchTables.sizeOf(Element.INT32, (long) columns.outputSize() * columns.taps())
                + 2 * ScratchTables.sizeOf(Element.INT32, plan.height())
                + ScratchTables.sizeOf(Element.INT32, (long) plan.height() * rowTaps)
                + ScratchTables.sizeOf(Element.INT32, padded)
                + ScratchTables.sizeOf(Element.INT32, (long) padded * groups * WORDS)
                + ScratchTables.sizeOf(Element.UINT8, (long) ringRows * ringBytes));
        frame.begin()
                .tensor(Element.UINT8, source.address(), source.dim(0), source.dim(1) * CHANNELS)
                .tensor(Element.INT32, tables.add(columns.starts()), columns.outputSize())
                .tensor(Element.INT32, tables.add(columns.weights()), columns.outputSize(), columns.taps())
                .scalar((long) AxisPlan.PRECISION_BITS - columns.precisionBits());
        addRows(frame, plan, rows);
        frame.tensor(Element.INT32, tables.reserve(Element.INT32, padded), padded / GROUP, GROUP)
                .tensor(
                        Element.INT32,
                        tables.reserve(Element.INT32, (long) padded * groups * WORDS),
                        padded / GROUP,
                        groups,
                        GROUP,
                        WORDS)
                .tensor(Element.UINT8, tables.reserve(Element.UINT8, (long) ringRows * ringBytes), ringRows, ringBytes)
                .tensor(Element.UINT8, target.address(), plan.height(), (long) plan.width() * CHANNELS)
                .call(library, hasShortWeights(columns) ? Kernel.RESIZE_RGB_SHORT : Kernel.RESIZE_RGB);
    }

    /** Without a vertical pass every row is one row times one, which gives the same bytes. */
    private static void addRows(CallFrame frame, ResizePlan plan, Optional<AxisPlan> rows) {
        ScratchTables tables = frame.tables();
        int height = plan.height();
        if (rows.isPresent()) {
            AxisPlan axis = rows.get();
            frame.tensor(Element.INT32, tables.add(axis.starts()), height)
                    .tensor(Element.INT32, tables.add(axis.counts()), height)
                    .tensor(Element.INT32, tables.add(axis.weights()), height, axis.taps());
        } else {
            frame.tensor(Element.INT32, tables.addRange(plan.top(), 1, height), height)
                    .tensor(Element.INT32, tables.addRange(1, 0, height), height)
                    .tensor(Element.INT32, tables.addRange(ONE, 0, height), height, 1);
        }
    }

    /** PyTorch's weights are 16 bits once their lowest bits, which are 0, are shifted out. */
    private static boolean hasShortWeights(AxisPlan axis) {
        return axis.precisionBits() < AxisPlan.PRECISION_BITS;
    }

    private static int roundUp(int size) {
        return Math.addExact(size, GROUP - 1) / GROUP * GROUP;
    }

    private static int most(int[] counts) {
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }

    private static boolean fit(AxisPlan axis) {
        int largest = 0;
        for (int weight : axis.weights()) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest < LARGEST_WEIGHT;
    }
}
