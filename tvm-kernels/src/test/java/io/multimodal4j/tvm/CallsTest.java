package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multimodal4j.GoldenPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments, threads, memory and closing. */
class CallsTest {

    private static final ResizePlan PLAN =
            ResizePlan.of(ResampleFilter.BICUBIC, 97, 131, 61, 83, ResizePlan.Window.whole(61, 83));

    private final TensorAllocator allocator = new TensorAllocator();
    private List<TvmKernels> opened = new ArrayList<>();

    @BeforeEach
    void open() {
        opened = Variants.runnable().stream().limit(1).map(Variants::open).toList();
    }

    @AfterEach
    void close() {
        opened.forEach(TvmKernels::close);
        assertThat(opened).allSatisfy(kernels -> assertThat(kernels.heldBytes()).isZero());
        assertThat(allocator.liveBytes()).isZero();
    }

    private TvmKernels kernels() {
        return opened.get(0);
    }

    @Test
    void wrongArgumentsAreNamedAndNothingIsWritten() {
        try (Tensor source = GoldenPictures.picture(131, 97, 0, allocator);
                Tensor wrong = allocator.allocate(DType.UINT8, 61, 84, 3);
                Tensor floats = allocator.allocate(DType.FLOAT32, 3, 97, 130)) {
            assertThatThrownBy(() -> kernels().resize(source, PLAN, wrong, allocator))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("target must be uint8[61, 83, 3], got uint8[61, 84, 3]");
            assertThatThrownBy(() -> kernels().resize(floats, PLAN, wrong, allocator))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("source must be uint8");
            assertThatThrownBy(() -> kernels().crop(source, 0, 0, floats))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("target");
            NormalizeTable table = NormalizeTable.builder(3).build();
            assertThatThrownBy(() -> kernels().normalize(source, table, floats))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("float32[3, 97, 131]");
        }
    }

    @Test
    void aCallThatTheKernelRefusesNamesSymbolAndShapes(@TempDir Path folder) throws Exception {
        KernelManifest.Library library = KernelManifest.read(new JarFiles())
                .choose(CpuFeatures.ofThisMachine(), kernels().variant());
        Tensor memory = allocator.allocate(DType.UINT8, 12);
        try (memory;
                CallFrame frame = new CallFrame(allocator);
                KernelLibrary loaded = KernelLibrary.load(new LibraryCache(
                                org.bytedeco.javacpp.Loader.getCacheDir().toPath())
                        .unpack(new JarFiles(), library))) {
            frame.begin()
                    .tensor(Element.UINT8, memory.address(), 3, 4)
                    .scalar(1)
                    .scalar(2)
                    .scalar(0)
                    .tensor(Element.INT32, memory.address(), 3);
            assertThatThrownBy(() -> frame.call(loaded, Kernel.CROP))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("crop_u8")
                    .hasMessageContaining("uint8 source[2] = [3, 4]")
                    .hasMessageContaining("int32 top = 1")
                    .hasMessageContaining("target[2] = [3]");
        }
    }

    @Test
    void callsAfterCloseFailAndClosingTwiceDoesNothing() {
        TvmKernels closed = kernels();
        closed.close();
        closed.close();
        try (Tensor source = GoldenPictures.picture(131, 97, 0, allocator);
                Tensor target = allocator.allocate(DType.UINT8, 61, 83, 3)) {
            assertThatThrownBy(() -> closed.resize(source, PLAN, target, allocator))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already closed: tvm-cpu");
            assertThatThrownBy(() -> closed.crop(source, 0, 0, target)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aClosedTensorIsRefusedAndTheBackEndStillWorks() {
        Tensor gone = GoldenPictures.picture(131, 97, 0, allocator);
        gone.close();
        try (Tensor target = allocator.allocate(DType.UINT8, 61, 83, 3)) {
            assertThatThrownBy(() -> kernels().resize(gone, PLAN, target, allocator))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already closed");
            assertThat(resized(0)).isEqualTo(expected(0));
        }
    }

    @Test
    void manyThreadsGetTheirOwnBytes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int seed = 0; seed < 64; seed++) {
                int mine = seed;
                results.add(threads.submit(() -> resized(mine)));
            }
            for (int seed = 0; seed < 64; seed++) {
                assertThat(results.get(seed).get()).as("seed %d", seed).isEqualTo(expected(seed));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nativeMemoryStaysFlat() {
        resized(0);
        long held = kernels().heldBytes();
        for (int i = 0; i < 1000; i++) {
            resized(i % 3);
        }
        assertThat(kernels().heldBytes()).isEqualTo(held);
        assertThat(allocator.liveTensors()).isZero();
    }

    @Test
    void closingWhileOthersCallIsSafe() throws Exception {
        String expected = expected(5);
        CountDownLatch called = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(threads.submit(() -> callUntilClosed(expected, called)));
            }
            assertThat(called.await(1, TimeUnit.MINUTES)).isTrue();
            kernels().close();
            for (Future<Integer> caller : callers) {
                assertThat(caller.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int callUntilClosed(String expected, CountDownLatch called) {
        for (int calls = 0; ; calls++) {
            try {
                assertThat(resized(5)).isEqualTo(expected);
                if (calls == 0) {
                    called.countDown();
                }
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("already closed: tvm-cpu");
                return calls;
            }
        }
    }

    private String resized(int seed) {
        try (Tensor source = GoldenPictures.picture(131, 97, seed, allocator);
                Tensor target = allocator.allocate(DType.UINT8, 61, 83, 3)) {
            kernels().resize(source, PLAN, target, allocator);
            return target.sha256();
        }
    }

    private String expected(int seed) {
        try (Tensor source = GoldenPictures.picture(131, 97, seed, allocator);
                Tensor target = allocator.allocate(DType.UINT8, 61, 83, 3)) {
            new JavaKernels().resize(source, PLAN, target, allocator);
            return target.sha256();
        }
    }
}
