package io.multimodal4j.tensor;

import io.multimodal4j.annotations.DType;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;

/**
 * Hands out native memory for {@link Tensor}s and counts what is live.
 *
 * <p>Each loaded processor has its own allocator, so that its memory can be told from everybody else's; there is no global one.
 * Safe for use by any number of threads. The allocator itself needs no closing: every tensor frees its own memory.
 */
public final class TensorAllocator {

    /** The alignment of every allocation, in bytes: a cache line, and the widest vector register. */
    public static final int ALIGNMENT = 64;

    private final AtomicLong liveBytes = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();
    private final AtomicLong liveTensors = new AtomicLong();

    /** An allocator that has handed out nothing yet. */
    public TensorAllocator() {}

    /**
     * Allocates a tensor whose elements are not initialised. The caller owns it and closes it.
     *
     * @param dtype the element type
     * @param shape the sizes of the dimensions, outermost first; none for a scalar
     * @return a contiguous tensor, aligned to {@value #ALIGNMENT} bytes
     * @throws IllegalArgumentException if a dimension is negative or the size in bytes does not fit a long
     * @throws TensorMemoryException if the memory cannot be had
     */
    public Tensor allocate(DType dtype, long... shape) {
        Shapes.requireValid(dtype, shape);
        long bytes = Shapes.byteSize(dtype, shape);
        return new Tensor(block(bytes, dtype, shape), 0, dtype, shape.clone());
    }

    private NativeBlock block(long bytes, DType dtype, long[] shape) {
        Pointer memory = Pointer.malloc(Math.addExact(Math.max(bytes, 1), ALIGNMENT));
        if (memory == null || memory.isNull()) {
            throw new TensorMemoryException("no native memory for a tensor of " + Shapes.describe(dtype, shape) + " ("
                    + bytes + " bytes); " + liveBytes.get() + " bytes are in use by this allocator");
        }
        liveTensors.incrementAndGet();
        long now = liveBytes.addAndGet(bytes);
        peakBytes.accumulateAndGet(now, Math::max);
        return new NativeBlock(this, memory, bytes);
    }

    void released(long bytes) {
        liveBytes.addAndGet(-bytes);
        liveTensors.decrementAndGet();
    }

    /**
     * The native memory in use.
     *
     * @return bytes of all tensors that are not closed
     */
    public long liveBytes() {
        return liveBytes.get();
    }

    /**
     * The most native memory that was in use at one time.
     *
     * @return bytes, since the allocator was made or {@link #resetPeak()} was called
     */
    public long peakBytes() {
        return peakBytes.get();
    }

    /**
     * The tensors that own memory and are not closed; views are not counted.
     *
     * @return 0 when everything was returned
     */
    public long liveTensors() {
        return liveTensors.get();
    }

    /** Starts a new measurement of {@link #peakBytes()} from what is live now. */
    public void resetPeak() {
        peakBytes.set(liveBytes.get());
    }
}
