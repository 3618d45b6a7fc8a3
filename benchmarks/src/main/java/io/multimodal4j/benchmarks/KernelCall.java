package io.multimodal4j.benchmarks;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.kernel.NormalizeTable;
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

/** What a kernel call costs beside the kernel: calls on one pixel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class KernelCall {

    /** The kernel back end. */
    @Param({"java", "tvm-cpu"})
    public String backend;

    private KernelBackend kernels;
    private Tensor pixel;
    private Tensor copy;
    private Tensor normalized;
    private NormalizeTable table;

    /** Makes one pixel. */
    @Setup
    public void prepare() {
        TensorAllocator allocator = new TensorAllocator();
        kernels = KernelBackends.open(backend);
        pixel = allocator.allocate(DType.UINT8, 1, 1, 3);
        copy = allocator.allocate(DType.UINT8, 1, 1, 3);
        normalized = allocator.allocate(DType.FLOAT32, 3, 1, 1);
        table = NormalizeTable.builder(3).rescale(1 / 255.0).build();
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        pixel.close();
        copy.close();
        normalized.close();
        kernels.close();
    }

    /** The smallest crop. */
    @Benchmark
    public void crop() {
        kernels.crop(pixel, 0, 0, copy);
    }

    /** The smallest normalisation. */
    @Benchmark
    public void normalize() {
        kernels.normalize(pixel, table, normalized);
    }
}
