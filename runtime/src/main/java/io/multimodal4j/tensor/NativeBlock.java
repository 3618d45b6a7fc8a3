package io.multimodal4j.tensor;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Pointer;

/** One allocation: freed once, by its owner. Views only ask whether it is still there. */
final class NativeBlock {

    private final TensorAllocator allocator;
    private final Pointer memory;
    private final long bytes;
    private final long base;
    private final AtomicBoolean freed = new AtomicBoolean();

    NativeBlock(TensorAllocator allocator, Pointer memory, long bytes) {
        this.allocator = allocator;
        this.memory = memory;
        this.bytes = bytes;
        long mask = TensorAllocator.ALIGNMENT - 1L;
        this.base = (memory.address() + mask) & ~mask;
    }

    long base() {
        return base;
    }

    boolean isFreed() {
        return freed.get();
    }

    void free() {
        if (freed.compareAndSet(false, true)) {
            Pointer.free(memory);
            allocator.released(bytes);
        }
    }
}
