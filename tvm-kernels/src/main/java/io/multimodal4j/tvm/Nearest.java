package io.multimodal4j.tvm;

import io.multimodal4j.kernel.AxisPlan;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import java.util.Optional;

/** A resize that takes one sample for each. */
final class Nearest {

    private Nearest() {}

    /** Resizes, or returns false without having written anything if the plan weighs samples. */
    static boolean run(KernelLibrary library, CallFrame frame, Tensor source, ResizePlan plan, Tensor target) {
        if (weighs(plan.horizontal()) || weighs(plan.vertical())) {
            return false;
        }
        ScratchTables tables = frame.tables();
        tables.begin(
                ScratchTables.sizeOf(Element.INT32, plan.height()) + ScratchTables.sizeOf(Element.INT32, plan.width()));
        long rows = positions(tables, plan.vertical(), plan.top(), plan.height());
        long columns = positions(tables, plan.horizontal(), plan.left(), plan.width());
        frame.begin()
                .tensor(Element.UINT8, source.address(), source.dim(0), source.dim(1), source.dim(2))
                .tensor(Element.INT32, rows, plan.height())
                .tensor(Element.INT32, columns, plan.width())
                .tensor(Element.UINT8, target.address(), target.dim(0), target.dim(1), target.dim(2))
                .call(library, Kernel.NEAREST);
        return true;
    }

    private static boolean weighs(Optional<AxisPlan> axis) {
        return axis.isPresent() && axis.get().precisionBits() > 0;
    }

    private static long positions(ScratchTables tables, Optional<AxisPlan> axis, int first, int length) {
        return axis.isPresent() ? tables.add(axis.get().starts()) : tables.addRange(first, 1, length);
    }
}
