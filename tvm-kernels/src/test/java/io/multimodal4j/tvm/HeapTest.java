package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.LogMelPlan;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Once the scratch memory is as large as a call needs, the call makes no Java object: the collector has nothing to do. */
class HeapTest extends KernelTest {

    private static final int ROUNDS = 100;
    private static final int CALLS = 200;

    @ParameterizedTest
    @MethodSource("variants")
    void noCallAllocates(String variant) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (TvmKernels kernels = Variants.open(variant);
                Tensors tensors = new Tensors()) {
            tensors.calls(kernels)
                    .forEach((name, call) ->
                            assertThat(allocated(threads, call)).as(name).isZero());
        }
    }

    /** The bytes of {@link #CALLS} calls in the first round without what happens once, such as linking; of the last round if all have some. */
    private static long allocated(ThreadMXBean threads, Runnable call) {
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && bytes != 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    }

    /** Something to call each kernel with. */
    private final class Tensors implements AutoCloseable {
        private final Random random = new Random(1);
        private final Tensor picture =
                allocator.allocate(DType.UINT8, 84, 112, 3).put(bytes(random, 84 * 112 * 3));
        private final Tensor resized = allocator.allocate(DType.UINT8, 56, 84, 3);
        private final Tensor planes = allocator.allocate(DType.FLOAT32, 3, 84, 112);
        private final Tensor halves = allocator.allocate(DType.BFLOAT16, 3, 84, 112);
        private final Tensor patches = allocator.allocate(DType.FLOAT32, 48, 1176);
        private final Tensor other = allocator.allocate(DType.FLOAT32, 3, 31, 50);
        private final Tensor inputs = allocator.allocate(DType.FLOAT32, 20, 64);
        private final Tensor embeddings = allocator.allocate(DType.FLOAT32, 10, 64);
        private final Tensor mask = allocator
                .allocate(DType.BOOL, 20)
                .put(new byte[] {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0});
        private final Tensor samples = allocator.allocate(DType.FLOAT32, 4800).put(new byte[4 * 4800]);
        private final Tensor spectrogram = allocator.allocate(DType.FLOAT32, 80, 30);

        Map<String, Runnable> calls(TvmKernels kernels) {
            NormalizeTable table = WindowsTest.table(3, random);
            PatchLayout layout = new PatchLayout(14, 2, 2);
            LogMelPlan whisper = LogMelPlan.of(400, 160, 16000, 80);
            Tensor frame = picture.reshape(1, 84, 112, 3);
            Map<String, Runnable> calls = new LinkedHashMap<>();
            calls.put("resize", resize(kernels, Parity.PIL, ResampleFilter.BICUBIC));
            calls.put("torchvision's resize", resize(kernels, Parity.TORCHVISION, ResampleFilter.BILINEAR));
            calls.put("nearest", resize(kernels, Parity.PIL, ResampleFilter.NEAREST));
            calls.put("crop", () -> kernels.crop(picture, 10, 20, 0, resized));
            calls.put("normalize", () -> kernels.normalize(picture, table, planes));
            calls.put("normalize a window", () -> kernels.normalize(picture, -3, 5, 7, table, halves));
            calls.put("patchify", () -> kernels.patchify(frame, layout, table, patches));
            calls.put("resizeFloat", () -> kernels.resizeFloat(planes, other));
            calls.put("cast", () -> kernels.cast(planes, halves));
            calls.put("mergeEmbeddings", () -> kernels.mergeEmbeddings(inputs, mask, embeddings));
            calls.put("logMel", () -> kernels.logMel(samples, whisper, spectrogram));
            return calls;
        }

        private Runnable resize(TvmKernels kernels, Parity parity, ResampleFilter filter) {
            ResizePlan plan = ResizePlan.of(parity, filter, 84, 112, 56, 84, ResizePlan.Window.whole(56, 84));
            return () -> kernels.resize(picture, plan, resized, allocator);
        }

        @Override
        public void close() {
            for (Tensor tensor : new Tensor[] {
                picture, resized, planes, halves, patches, other, inputs, embeddings, mask, samples, spectrogram
            }) {
                tensor.close();
            }
        }
    }
}
