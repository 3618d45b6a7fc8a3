package io.multimodal4j.tvm;

import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayDeque;

/**
 * Hands a call frame to each call and keeps as many as were ever in use at once. Once closed, the last call that ends closes the library, so
 * closing while other threads call is safe.
 */
final class FramePool implements AutoCloseable {

    private final TensorAllocator allocator;
    private final KernelLibrary library;
    private final ArrayDeque<CallFrame> idle = new ArrayDeque<>();
    private int inUse;
    private boolean closed;

    FramePool(TensorAllocator allocator, KernelLibrary library) {
        this.allocator = allocator;
        this.library = library;
    }

    synchronized CallFrame take() {
        if (closed) {
            throw new IllegalStateException("already closed: " + TvmKernelsProvider.NAME);
        }
        CallFrame frame = idle.poll();
        CallFrame taken = frame == null ? new CallFrame(allocator) : frame;
        inUse++;
        return taken;
    }

    synchronized void giveBack(CallFrame frame) {
        inUse--;
        if (!closed) {
            idle.push(frame);
            return;
        }
        frame.close();
        if (inUse == 0) {
            library.close();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        idle.forEach(CallFrame::close);
        idle.clear();
        if (inUse == 0) {
            library.close();
        }
    }
}
