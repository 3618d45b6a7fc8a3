package io.multimodal4j.benchmarks.kernel;

import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Each kernel by itself, and a copy of memory as what no kernel can be faster than. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class KernelBandwidth {

    /** The kernel and its size. */
    @Param
    public Work work;

    /** The kernel back end. */
    @Param("tvm-cpu")
    public String backend;

    private KernelBackend kernels;
    private Work.Memory memory;
    private Runnable action;

    /** Makes the tensors. */
    @Setup
    public void prepare() {
        kernels = KernelBackends.open(backend);
        memory = new Work.Memory();
        action = work.prepare(kernels, memory).action();
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        memory.close();
        kernels.close();
    }

    /** One call. */
    @Benchmark
    public void call() {
        action.run();
    }

    /**
     * Runs the benchmark and prints a table: bytes moved, how much of the copy's bandwidth that is, and what a call allocates on the heap.
     *
     * @param arguments JMH's own
     * @throws RunnerException if a benchmark fails
     * @throws CommandLineOptionException if the arguments are wrong
     */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(KernelBandwidth.class.getName() + ".call")
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Map<Work, RunResult> byWork = new TreeMap<>();
        results.forEach(result -> byWork.put(Work.valueOf(result.getParams().getParam("work")), result));
        RunResult ceiling = byWork.get(Work.COPY);
        double most = ceiling == null ? Double.NaN : bandwidth(Work.COPY, ceiling);
        System.out.println("| kernel | ms | MB moved | GB/s | of the copy | heap, B/call |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        byWork.forEach((work, result) -> System.out.println(row(work, result, most)));
    }

    private static String row(Work work, RunResult result, double most) {
        Result<?> heap = result.getSecondaryResults().get("gc.alloc.rate.norm");
        double bandwidth = bandwidth(work, result);
        return String.format(
                Locale.ROOT,
                "| %s | %.3f | %.1f | %.1f | %.0f %% | %.0f |",
                work.name().toLowerCase(Locale.ROOT),
                result.getPrimaryResult().getScore(),
                bytes(work) / 1e6,
                bandwidth,
                100 * bandwidth / most,
                heap == null ? Double.NaN : heap.getScore());
    }

    private static double bandwidth(Work work, RunResult result) {
        return bytes(work) / 1e6 / result.getPrimaryResult().getScore();
    }

    private static long bytes(Work work) {
        try (KernelBackend kernels = KernelBackends.open("java");
                Work.Memory memory = new Work.Memory()) {
            return work.prepare(kernels, memory).bytes();
        }
    }
}
