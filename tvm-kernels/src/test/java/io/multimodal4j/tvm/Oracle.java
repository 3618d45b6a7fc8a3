package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Random;

/** Compares a back end with the Java kernels, in tensors that start at odd addresses and have guarded neighbours. */
final class Oracle {

    private static final int GUARD = 257;

    private final JavaKernels java = new JavaKernels();
    private final TensorAllocator allocator;
    private final KernelBackend tested;

    Oracle(KernelBackend tested, TensorAllocator allocator) {
        this.tested = tested;
        this.allocator = allocator;
    }

    /** What a picture is filled with. */
    enum Fill {
        BYTES,
        EXTREMES;

        byte next(Random random) {
            return this == BYTES ? (byte) random.nextInt(256) : (byte) (random.nextBoolean() ? 255 : 0);
        }
    }

    /**
     * One resize.
     *
     * @param channels 1 to 4
     */
    record Case(
            Parity parity,
            ResampleFilter filter,
            int height,
            int width,
            int channels,
            int outHeight,
            int outWidth,
            ResizePlan.Window window,
            Fill fill) {

        ResizePlan plan() {
            return ResizePlan.of(parity, filter, height, width, outHeight, outWidth, window);
        }
    }

    static Case whole(
            ResampleFilter filter, int height, int width, int channels, int outHeight, int outWidth, Fill fill) {
        return new Case(
                Parity.PIL,
                filter,
                height,
                width,
                channels,
                outHeight,
                outWidth,
                ResizePlan.Window.whole(outHeight, outWidth),
                fill);
    }

    /** Resizes with both and compares every byte, also those around the target. */
    void resize(Case c, Random random) {
        ResizePlan plan = c.plan();
        int sourceBytes = c.height() * c.width() * c.channels();
        int targetBytes = plan.height() * plan.width() * c.channels();
        try (Tensor sourceMemory = allocator.allocate(DType.UINT8, sourceBytes + 2 * GUARD);
                Tensor targetMemory = allocator.allocate(DType.UINT8, targetBytes + 2 * GUARD);
                Tensor expected = allocator.allocate(DType.UINT8, plan.height(), plan.width(), c.channels())) {
            byte[] picture = new byte[sourceBytes + 2 * GUARD];
            for (int i = 0; i < picture.length; i++) {
                picture[i] = c.fill().next(random);
            }
            sourceMemory.put(picture);
            byte[] guard = new byte[targetBytes + 2 * GUARD];
            random.nextBytes(guard);
            targetMemory.put(guard);
            Tensor source = inside(sourceMemory, sourceBytes, c.height(), c.width(), c.channels());
            Tensor target = inside(targetMemory, targetBytes, plan.height(), plan.width(), c.channels());
            java.resize(source, plan, expected, allocator);
            tested.resize(source, plan, target, allocator);
            expected.asByteBuffer().get(0, guard, GUARD, targetBytes);
            assertThat(targetMemory.toByteArray())
                    .as("%s, and the bytes around it", c)
                    .isEqualTo(guard);
        }
    }

    private static Tensor inside(Tensor memory, int bytes, long... shape) {
        return memory.narrow(GUARD, (long) GUARD + bytes).reshape(shape);
    }
}
