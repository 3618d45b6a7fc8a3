package io.multimodal4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.processing.ProcessingCancelledException;
import io.multimodal4j.processing.RequestControl;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.samples.StressRequests.Request;
import io.multimodal4j.samples.StressRequests.Result;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * 64 threads, models of every kind, pictures, videos and sounds, some of them damaged or given up, one cache that is too small: results are those of one thread, native
 * memory returns to its start, and the cache keeps its bound. {@code -Dmultimodal4j.stress.seconds=600} for the long run, which prints its figures.
 */
class StressTest {

    private static final int THREADS = 64;
    private static final long SEED = 20261124;
    private static final long BOUND = 24L << 20;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("multimodal4j.stress.seconds", 16));
    private static final long MEGABYTE = 1 << 20;
    /** What the allocators of 64 threads keep for later; a result that leaks is 0.2 to 7 MB, and there are thousands. */
    private static final long SLACK = 256 * MEGABYTE;

    private final TensorAllocator allocator = new TensorAllocator();
    private final Map<String, MultiModalProcessor> processors = new HashMap<>();
    private final MultiModalCache cache = MultiModalCache.ofBytes(BOUND);
    private final AtomicLong processed = new AtomicLong();
    private final AtomicLong mostBytes = new AtomicLong();

    @AfterEach
    void close() {
        processors.values().forEach(MultiModalProcessor::close);
        cache.close();
    }

    @Test
    void manyThreadsGiveWhatOneGives() throws Exception {
        List<Request> requests = StressRequests.all(SEED);
        List<Result> expected = alone(requests);
        ExecutorService workers = Executors.newFixedThreadPool(3);
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try {
            for (String model : StressRequests.models()) {
                processors.put(
                        model,
                        MultiModalProcessor.builder(StressRequests.directory(model))
                                .allocator(allocator)
                                .cache(cache)
                                .executor(workers)
                                .load());
            }
            run(callers, requests, expected, TIME.dividedBy(4));
            long before = nativeBytes();
            run(callers, requests, expected, TIME.dividedBy(4).multipliedBy(3));
            cache.clear();
            long after = nativeBytes();
            report(before, after);
            assertThat(allocator.liveTensors()).isZero();
            assertThat(allocator.liveBytes()).isZero();
            assertThat(after - before).as("growth of native memory").isLessThan(SLACK);
            assertThat(mostBytes.get()).isPositive().isLessThanOrEqualTo(BOUND);
            assertThat(cache.stats().hits()).isPositive();
            assertThat(cache.stats().evictions()).isPositive();
            assertThat(processed.get()).isGreaterThanOrEqualTo(THREADS);
        } finally {
            callers.shutdownNow();
            workers.shutdownNow();
        }
    }

    /** Without a cache, without other threads. */
    private List<Result> alone(List<Request> requests) throws IOException {
        List<Result> results = new ArrayList<>();
        for (String model : StressRequests.models()) {
            try (MultiModalProcessor processor = MultiModalProcessor.builder(StressRequests.directory(model))
                    .allocator(allocator)
                    .load()) {
                for (Request request : requests) {
                    if (request.model().equals(model)) {
                        try (ProcessedInputs inputs = processor.apply(request.prompt())) {
                            results.add(Result.of(inputs));
                        }
                    }
                }
            }
        }
        assertThat(results).hasSameSizeAs(requests);
        assertThat(allocator.liveTensors()).isZero();
        return results;
    }

    private void run(ExecutorService callers, List<Request> requests, List<Result> expected, Duration time)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        BooleanSupplier goesOn = () -> System.nanoTime() < end;
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(SEED + thread);
            running.add(callers.submit(() -> {
                do {
                    int i = random.nextInt(requests.size());
                    one(requests.get(i), expected.get(i), random);
                    processed.incrementAndGet();
                    mostBytes.accumulateAndGet(cache.stats().bytes(), Math::max);
                } while (goesOn.getAsBoolean());
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
    }

    private void one(Request request, Result expected, Random random) {
        MultiModalProcessor processor = processors.get(request.model());
        int kind = random.nextInt(12);
        if (kind == 0 && !request.placeholder().isEmpty()) {
            Prompt damaged = request.prompt().withText(request.prompt().text() + request.placeholder());
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> processor.apply(damaged.with(ImageItem.of(new byte[] {1, 2, 3}))));
            return;
        }
        RequestControl control = kind == 1
                ? RequestControl.withDeadline(Duration.ofNanos(random.nextInt(20_000_000)))
                : RequestControl.unlimited();
        try (ProcessedInputs inputs = processor.apply(request.prompt(), control)) {
            assertThat(Result.of(inputs)).as(request.toString()).isEqualTo(expected);
        } catch (ProcessingCancelledException e) {
            assertThat(kind).isEqualTo(1);
        }
    }

    /** What the process has beside the Java heap. */
    private static long nativeBytes() {
        System.gc();
        return Pointer.physicalBytes()
                - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }

    private void report(long before, long after) {
        System.out.printf(
                "%d threads, %d s, %d requests to %d models; native memory beside the heap %d MB, then %d MB; peak of tensors %d MB;"
                        + " the cache had at most %d of %d bytes; %s%n",
                THREADS,
                TIME.toSeconds(),
                processed.get(),
                processors.size(),
                before / MEGABYTE,
                after / MEGABYTE,
                allocator.peakBytes() / MEGABYTE,
                mostBytes.get(),
                BOUND,
                cache.stats());
    }
}
