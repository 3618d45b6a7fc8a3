package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.tensor.Tensor;

/** Windows of a picture, copied or normalised. */
final class Windows {

    private Windows() {}

    static void crop(
            KernelLibrary library, CallFrame frame, Tensor source, int top, int left, int fill, Tensor target) {
        long channels = source.dim(2);
        frame.begin()
                .tensor(Element.UINT8, source.address(), source.dim(0), source.dim(1) * channels)
                .scalar(within(top, source.dim(0), target.dim(0)))
                .scalar(within(left, source.dim(1), target.dim(1)) * channels)
                .scalar(fill)
                .tensor(Element.UINT8, target.address(), target.dim(0), target.dim(1) * channels)
                .call(library, Kernel.CROP);
    }

    static void normalize(
            KernelLibrary library,
            CallFrame frame,
            Tensor source,
            int top,
            int left,
            int fill,
            NormalizeTable table,
            Tensor target) {
        Element entry = Element.moved(target.dtype());
        frame.begin()
                .tensor(Element.UINT8, source.address(), source.dim(0), source.dim(1), source.dim(2))
                .scalar(within(top, source.dim(0), target.dim(1)))
                .scalar(within(left, source.dim(1), target.dim(2)))
                .scalar(fill)
                .tensor(entry, table(frame.tables(), table, target.dtype()), table.channels(), NormalizeTable.ENTRIES)
                .tensor(entry, target.address(), target.dim(0), target.dim(1), target.dim(2))
                .call(library, entry == Element.FLOAT32 ? Kernel.NORMALIZE_FLOATS : Kernel.NORMALIZE_HALVES);
    }

    private static long table(ScratchTables tables, NormalizeTable table, DType dtype) {
        tables.begin(sizeOf(table));
        return add(tables, table, dtype);
    }

    /** The most bytes that a table takes among the scratch tables. */
    static long sizeOf(NormalizeTable table) {
        return ScratchTables.sizeOf(Element.FLOAT32, table.values().length);
    }

    /** The address of a table with entries of a type. */
    static long add(ScratchTables tables, NormalizeTable table, DType dtype) {
        return dtype == DType.FLOAT32 ? tables.add(table.values()) : tables.add(table.bits(dtype));
    }

    /** A window that is all outside stays so when it is moved up to the picture's edge, and the sums in the kernel stay small. */
    private static long within(int start, long sourceSize, long targetSize) {
        return Math.max(-targetSize, Math.min(sourceSize, start));
    }
}
