package io.multimodal4j.tvm;

import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/** Rows of patches, as many frames per call as the kernel can index. */
final class Patches {

    /** Results from this size on are written past the cache, which they would leave anyway before they are read. */
    private static final long STREAMED_BYTES = 1 << 20;

    /** What a call's source and target have at most, in elements. */
    private static final long MOST_ELEMENTS = 1L << 30;

    /** Elements that the last row of a patch may write too many into the stage. */
    private static final int SLACK = 16;

    private Patches() {}

    static void run(
            KernelLibrary library,
            CallFrame frame,
            Tensor frames,
            PatchLayout layout,
            NormalizeTable table,
            Tensor target) {
        Element entry = Element.moved(target.dtype());
        ScratchTables tables = frame.tables();
        long staged = (long) layout.mergeSize() * layout.mergeSize() * target.dim(1) + SLACK;
        tables.begin(Windows.sizeOf(table) + ScratchTables.sizeOf(entry, staged));
        long tableAddress = Windows.add(tables, table, target.dtype());
        long stage = tables.reserve(entry, staged);
        boolean streamed = target.byteSize() >= STREAMED_BYTES;
        long frameBytes = frames.dim(1) * frames.dim(2) * frames.dim(3);
        long step = Math.max(1, MOST_ELEMENTS / (frameBytes * layout.temporalPatchSize())) * layout.temporalPatchSize();
        for (long first = 0; first < frames.dim(0); first += step) {
            long count = Math.min(step, frames.dim(0) - first);
            long elements = layout.gridFrames(count) * layout.temporalPatchSize() * frameBytes;
            long address = target.address() + first * frameBytes * entry.bytes();
            frame.begin()
                    .tensor(
                            Element.UINT8,
                            frames.address() + first * frameBytes,
                            count,
                            frames.dim(1),
                            frames.dim(2),
                            frames.dim(3))
                    .scalar(layout.patchSize())
                    .scalar(layout.temporalPatchSize())
                    .scalar(layout.mergeSize())
                    .tensor(entry, tableAddress, table.channels(), NormalizeTable.ENTRIES)
                    .tensor(entry, stage, staged)
                    .scalar(streamed ? lead(address, entry) : -1)
                    .tensor(entry, address, elements)
                    .call(library, entry == Element.FLOAT32 ? Kernel.PATCHIFY_FLOATS : Kernel.PATCHIFY_HALVES);
        }
    }

    /** The first element that starts a cache line. */
    private static long lead(long address, Element entry) {
        return (-address & (TensorAllocator.ALIGNMENT - 1)) / entry.bytes();
    }
}
