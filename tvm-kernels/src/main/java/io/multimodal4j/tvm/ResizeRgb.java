package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.AxisPlan;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
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
    static boolean run(
            KernelLibrary library,
            CallFrame frame,
            Tensor source,
            ResizePlan plan,
            Tensor target,
            TensorAllocator scratch) {
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
        int padded = roundUp(plan.width());
        Optional<AxisPlan> rows = plan.vertical();
        int rowTaps = rows.map(AxisPlan::taps).orElse(1);
        ScratchTables tables = frame.tables();
        tables.begin((long) columns.outputSize() * (1 + columns.taps())
                + (long) plan.height() * (2 + rowTaps)
                + (long) padded * (1 + groups * WORDS));
        int ringRows = roundUp(rows.map(axis -> most(axis.counts())).orElse(1) + GROUP - 1);
        int ringBytes = padded * CHANNELS + RING_SLACK;
        try (Tensor ring = scratch.allocate(DType.UINT8, ringRows, ringBytes)) {
            frame.begin()
                    .bytes(source.address(), source.dim(0), source.dim(1) * CHANNELS)
                    .ints(tables.add(columns.starts()), columns.outputSize())
                    .ints(tables.add(columns.weights()), columns.outputSize(), columns.taps());
            addRows(frame, plan, rows);
            frame.ints(tables.reserve(padded), padded / GROUP, GROUP)
                    .ints(tables.reserve(padded * groups * WORDS), padded / GROUP, groups, GROUP, WORDS)
                    .bytes(ring.address(), ringRows, ringBytes)
                    .bytes(target.address(), plan.height(), (long) plan.width() * CHANNELS)
                    .call(library, Kernel.RESIZE_RGB);
        }
        return true;
    }

    /** Without a vertical pass every row is one row times one, which gives the same bytes. */
    private static void addRows(CallFrame frame, ResizePlan plan, Optional<AxisPlan> rows) {
        ScratchTables tables = frame.tables();
        int height = plan.height();
        if (rows.isPresent()) {
            AxisPlan axis = rows.get();
            frame.ints(tables.add(axis.starts()), height)
                    .ints(tables.add(axis.counts()), height)
                    .ints(tables.add(axis.weights()), height, axis.taps());
        } else {
            frame.ints(tables.addRange(plan.top(), 1, height), height)
                    .ints(tables.addRange(1, 0, height), height)
                    .ints(tables.addRange(ONE, 0, height), height, 1);
        }
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
