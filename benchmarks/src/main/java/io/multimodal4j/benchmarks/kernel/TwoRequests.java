package io.multimodal4j.benchmarks.kernel;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
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
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** LLaVA's pre-processing in one thread and in two, which share the back end and nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class TwoRequests {

    /** Width and height of the picture. */
    @Param({"640x480", "1920x1080", "4000x3000"})
    public String size;

    private KernelBackend kernels;
    private ImageProcessor processor;

    /** Opens what the threads share. */
    @Setup
    public void prepare() throws IOException {
        kernels = KernelBackends.open("tvm-cpu");
        processor = ImageProcessors.create(
                ConfigNode.read(Path.of("sample-models/models/llava-1.5/preprocessor_config.json")));
    }

    /** Closes it. */
    @TearDown
    public void close() {
        kernels.close();
    }

    /** What each thread has of its own. */
    @State(Scope.Thread)
    public static class Request {
        private TensorAllocator allocator;
        private Tensor picture;
        private Map<String, Tensor> targets;

        /** Makes the tensors. */
        @Setup
        public void prepare(TwoRequests shared) {
            int by = shared.size.indexOf('x');
            allocator = new TensorAllocator();
            picture = allocator.allocate(
                    DType.UINT8,
                    Integer.parseInt(shared.size.substring(by + 1)),
                    Integer.parseInt(shared.size.substring(0, by)),
                    3);
            picture.put(new byte[(int) picture.byteSize()]);
            targets = Map.of("pixel_values", allocator.allocate(DType.FLOAT32, 3, 336, 336));
        }

        /** Gives the memory back. */
        @TearDown
        public void close() {
            picture.close();
            targets.values().forEach(Tensor::close);
        }
    }

    /** Everything after decoding. */
    @Benchmark
    public void preprocess(Request request) {
        processor.process(request.picture, request.targets, kernels, request.allocator);
    }

    /**
     * Runs the benchmark with one thread and with two and prints how many times as many requests two do.
     *
     * @param arguments none
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws RunnerException {
        for (String size : new String[] {"640x480", "1920x1080", "4000x3000"}) {
            double one = requestsPerSecond(size, 1);
            double two = requestsPerSecond(size, 2);
            System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.2f |%n", size, one, two, two / one);
        }
    }

    private static double requestsPerSecond(String size, int threads) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(TwoRequests.class.getName() + ".preprocess")
                        .param("size", size)
                        .threads(threads)
                        .build())
                .runSingle();
        return result.getPrimaryResult().getScore();
    }
}
