package io.multimodal4j.benchmarks;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.kernel.ResampleFilter;
import io.multimodal4j.kernel.ResizePlan;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a square picture costs Qwen2-VL from pixels to patches: plan, resize to whole blocks, normalise and cut. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class QwenImagePath {

    private static final int SIDE = 1024;

    /** The nearest multiple of 28. */
    private static final int RESIZED = 1036;

    private static final PatchLayout LAYOUT = new PatchLayout(14, 2, 2);

    /** The kernel back end. */
    @Param({"java", "tvm-cpu"})
    public String backend;

    /** The type of the patches; Hugging Face makes float32, and vLLM casts it to the model's type afterwards. */
    @Param({"FLOAT32", "BFLOAT16"})
    public DType dtype;

    private TensorAllocator allocator;
    private KernelBackend kernels;
    private NormalizeTable table;
    private Tensor picture;
    private Tensor patches;

    /** Makes the tensors. */
    @Setup
    public void prepare() {
        allocator = new TensorAllocator();
        kernels = KernelBackends.open(backend);
        table = NormalizeTable.builder(3)
                .rescale(1 / 255.0)
                .normalize(new double[] {0.48, 0.46, 0.41}, new double[] {0.27, 0.26, 0.28})
                .build();
        picture = allocator.allocate(DType.UINT8, SIDE, SIDE, 3);
        picture.put(new byte[(int) picture.byteSize()]);
        patches = allocator.allocate(dtype, LAYOUT.rows(1, RESIZED, RESIZED), LAYOUT.columns(3));
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        picture.close();
        patches.close();
        kernels.close();
    }

    /** Everything after decoding, into patches that are there. */
    @Benchmark
    public Tensor preprocess() {
        fill(patches);
        return patches;
    }

    /** The same into patches that are allocated for the request, whose pages the system has to find and clear. */
    @Benchmark
    public long preprocessAndAllocate() {
        try (Tensor fresh = allocator.allocate(dtype, patches.shape())) {
            fill(fresh);
            return fresh.address();
        }
    }

    private void fill(Tensor target) {
        ResizePlan plan = ResizePlan.of(
                ResampleFilter.BICUBIC, SIDE, SIDE, RESIZED, RESIZED, ResizePlan.Window.whole(RESIZED, RESIZED));
        try (Tensor resized = allocator.allocate(DType.UINT8, RESIZED, RESIZED, 3)) {
            kernels.resize(picture, plan, resized, allocator);
            kernels.patchify(resized.reshape(1, RESIZED, RESIZED, 3), LAYOUT, table, target);
        }
    }
}
