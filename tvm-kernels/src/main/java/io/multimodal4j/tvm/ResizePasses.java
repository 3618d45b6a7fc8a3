package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.AxisPlan;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** A resize pass by pass, for any number of channels. */
final class ResizePasses {

    private ResizePasses() {}

    /** At least one of the passes must be there. */
    static void run(
            KernelLibrary library,
            CallFrame frame,
            Tensor source,
            ResizePlan plan,
            Tensor target,
            TensorAllocator scratch) {
        if (plan.horizontal().isEmpty()) {
            AxisPlan rows = plan.vertical().orElseThrow();
            long stride = source.dim(1) * source.dim(2);
            long first = source.address() + plan.left() * source.dim(2);
            vertical(library, frame, first, source.dim(0), stride, rows, 0, target);
            return;
        }
        AxisPlan columns = plan.horizontal().orElseThrow();
        if (plan.vertical().isEmpty()) {
            horizontal(library, frame, source, plan.top(), columns, target);
            return;
        }
        AxisPlan rows = plan.vertical().orElseThrow();
        int first = plan.firstRow();
        long needed = (long) plan.endRow() - first;
        try (Tensor narrowed = scratch.allocate(DType.UINT8, needed, plan.width(), source.dim(2))) {
            horizontal(library, frame, source, first, columns, narrowed);
            long stride = plan.width() * source.dim(2);
            vertical(library, frame, narrowed.address(), needed, stride, rows, first, target);
        }
    }

    private static void horizontal(
            KernelLibrary library, CallFrame frame, Tensor source, int firstRow, AxisPlan plan, Tensor target) {
        long width = source.dim(1);
        long channels = source.dim(2);
        ScratchTables tables = frame.tables();
        begin(tables, plan);
        frame.begin()
                .tensor(Element.UINT8, source.address() + firstRow * width * channels, target.dim(0), width, channels)
                .tensor(Element.INT32, tables.add(plan.starts()), plan.outputSize())
                .tensor(Element.INT32, tables.add(plan.counts()), plan.outputSize())
                .tensor(Element.INT32, tables.add(plan.weights()), plan.outputSize(), plan.taps())
                .tensor(Element.UINT8, target.address(), target.dim(0), target.dim(1), channels)
                .call(library, Kernel.RESAMPLE_COLUMNS);
    }

    /** The picture at {@code address} starts with row {@code firstRow} of the one that the plan speaks of. */
    private static void vertical(
            KernelLibrary library,
            CallFrame frame,
            long address,
            long height,
            long stride,
            AxisPlan plan,
            int firstRow,
            Tensor target) {
        long columns = target.dim(1) * target.dim(2);
        ScratchTables tables = frame.tables();
        begin(tables, plan);
        frame.begin()
                .rows(Element.UINT8, address, height, columns, stride)
                .tensor(Element.INT32, tables.add(plan.starts(), -firstRow), plan.outputSize())
                .tensor(Element.INT32, tables.add(plan.counts()), plan.outputSize())
                .tensor(Element.INT32, tables.add(plan.weights()), plan.outputSize(), plan.taps())
                .tensor(Element.UINT8, target.address(), target.dim(0), columns)
                .call(library, Kernel.RESAMPLE_ROWS);
    }

    private static void begin(ScratchTables tables, AxisPlan plan) {
        tables.begin(2 * ScratchTables.sizeOf(Element.INT32, plan.outputSize())
                + ScratchTables.sizeOf(Element.INT32, plan.weights().length));
    }
}
