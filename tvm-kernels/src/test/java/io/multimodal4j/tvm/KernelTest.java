package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/** What the tests of kernels have in common: each kind of kernels that the machine can run, the oracle, and an allocator that ends up empty. */
abstract class KernelTest {

    static final DType[] FLOATS = {DType.FLOAT32, DType.BFLOAT16, DType.FLOAT16};

    final TensorAllocator allocator = new TensorAllocator();
    final JavaKernels java = new JavaKernels();

    static List<String> variants() {
        return Variants.runnable();
    }

    @AfterEach
    void everythingWasReturned() {
        assertThat(allocator.liveBytes()).isZero();
    }

    /** One comparison. */
    interface Case {
        /** Draws the arguments, runs both, and compares; what it drew is in the message of a failure. */
        void run(TvmKernels kernels, Random random);
    }

    /** Runs a case a number of times. */
    static void repeat(String variant, int times, Case once) {
        long seed = 20261123;
        Random random = new Random(seed);
        try (TvmKernels kernels = Variants.open(variant)) {
            for (int i = 0; i < times; i++) {
                try {
                    once.run(kernels, random);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", case " + i + ", " + variant, e);
                }
            }
        }
    }

    static byte[] bytes(Random random, long count) {
        byte[] bytes = new byte[(int) count];
        random.nextBytes(bytes);
        return bytes;
    }
}
