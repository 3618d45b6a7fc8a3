package io.multimodal4j.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestModel;
import io.multimodal4j.TestModelDirectory;
import io.multimodal4j.TestPictures;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.omni.OmniImages;
import io.multimodal4j.omni.OmniModel;
import io.multimodal4j.processing.RandomRequests.Result;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads, two models, one cache that is too small: results are those of one thread, no memory is left, the cache keeps its bound.
 * {@code -Dmultimodal4j.stress.seconds=600} for the long run.
 */
class ConcurrencyTest {

    private static final int THREADS = 64;
    private static final int REQUESTS = 60;
    private static final long SEED = 20261207;
    private static final long BOUND = 40_000;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("multimodal4j.stress.seconds", 10));

    @TempDir
    private Path folder;

    private final TensorAllocator allocator = new TensorAllocator();
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<Result> expected = new ArrayList<>();

    @BeforeEach
    void processEachRequestAlone() throws IOException {
        try (MultiModalProcessor omni = omni(Optional.empty(), Optional.empty());
                MultiModalProcessor pictures = pictures(Optional.empty(), Optional.empty())) {
            for (int i = 0; i < REQUESTS; i++) {
                Prompt prompt = isForOmni(i) ? RandomRequests.prompt(new Random(SEED + i)) : picturePrompt(i);
                prompts.add(prompt);
                try (ProcessedInputs inputs = (isForOmni(i) ? omni : pictures).apply(prompt)) {
                    expected.add(Result.of(inputs));
                }
            }
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    private static boolean isForOmni(int request) {
        return request % 3 > 0;
    }

    private static Prompt picturePrompt(int i) {
        return Prompt.of("what <image> is <image>")
                .withImage(TestPictures.png(20 + i % 4, 30, i % 5))
                .withImage(TestPictures.png(41, 20 + i % 3, i % 4));
    }

    private MultiModalProcessor omni(Optional<MultiModalCache> cache, Optional<ExecutorService> executor)
            throws IOException {
        var builder = MultiModalProcessor.builder(OmniModel.write(Files.createDirectories(folder.resolve("omni"))))
                .backend("java")
                .registry(OmniModel.registry())
                .allocator(allocator);
        cache.ifPresent(builder::cache);
        executor.ifPresent(builder::executor);
        return builder.load();
    }

    private MultiModalProcessor pictures(Optional<MultiModalCache> cache, Optional<ExecutorService> executor)
            throws IOException {
        Path directory =
                TestModelDirectory.write(Files.createDirectories(folder.resolve("pictures")), TestModel.ARCHITECTURE);
        var builder = MultiModalProcessor.builder(directory)
                .backend("java")
                .registry(ModelRegistry.of(List.of(new TestModel.Index("<image>"))))
                .allocator(allocator);
        cache.ifPresent(builder::cache);
        executor.ifPresent(builder::executor);
        return builder.load();
    }

    @Test
    void platformThreads() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        // Fewer threads for items than for requests, and some requests run on them too.
        ExecutorService workers = Executors.newFixedThreadPool(3);
        try {
            stress(callers, workers);
        } finally {
            callers.shutdownNow();
            workers.shutdownNow();
        }
    }

    /** On a JDK that has them. */
    @Test
    void virtualThreads() throws Exception {
        Optional<Method> factory = Arrays.stream(Executors.class.getMethods())
                .filter(method -> method.getName().equals("newVirtualThreadPerTaskExecutor"))
                .findFirst();
        if (factory.isPresent()) {
            ExecutorService threads = (ExecutorService) factory.get().invoke(null);
            try {
                stress(threads, threads);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private void stress(ExecutorService callers, ExecutorService workers) throws Exception {
        AtomicLong processed = new AtomicLong();
        long end = System.nanoTime() + TIME.toNanos();
        try (MultiModalCache cache = MultiModalCache.ofBytes(BOUND);
                MultiModalProcessor omni = omni(Optional.of(cache), Optional.of(workers));
                MultiModalProcessor pictures = pictures(Optional.of(cache), Optional.of(workers))) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(SEED + thread);
                ExecutorService where = thread % 32 == 0 ? workers : callers;
                running.add(where.submit(() -> {
                    do {
                        int request = random.nextInt(REQUESTS);
                        one(request, isForOmni(request) ? omni : pictures, random);
                        processed.incrementAndGet();
                        assertThat(cache.stats().bytes()).isLessThanOrEqualTo(BOUND);
                    } while (System.nanoTime() < end);
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
            assertThat(cache.stats().hits()).isPositive();
            assertThat(cache.stats().evictions()).isPositive();
        }
        assertThat(processed.get()).isGreaterThanOrEqualTo(THREADS);
        assertThat(allocator.liveTensors()).isZero();
        assertThat(allocator.liveBytes()).isZero();
    }

    private void one(int request, MultiModalProcessor processor, Random random) {
        Prompt prompt = prompts.get(request);
        int kind = random.nextInt(10);
        if (kind == 0) {
            byte[] png = TestPictures.png(30, 20, request);
            Prompt damaged = prompt.withText(prompt.text() + "<image>").withImage(Arrays.copyOf(png, png.length / 2));
            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> processor.apply(damaged));
            return;
        }
        RequestControl control = kind == 1
                ? RequestControl.withDeadline(Duration.ofNanos(random.nextInt(500_000)))
                : RequestControl.unlimited();
        try (ProcessedInputs inputs = processor.apply(prompt, control)) {
            assertThat(Result.of(inputs)).as("request %d", request).isEqualTo(expected.get(request));
        } catch (ProcessingCancelledException e) {
            assertThat(kind).isEqualTo(1);
        }
    }

    /** Two requests want one new item at the same time: it is processed once, and a failure of the first is not one of the second. */
    @Test
    void anItemInFlightIsShared() throws Exception {
        ImageItem slow = ImageItem.ofPixels(new byte[3 * 40 * 40], PixelLayout.HWC_RGB, new ImageSize(40, 40));
        Prompt prompt = Prompt.of("<image>").withImage(slow);
        CountDownLatch begun = new CountDownLatch(2);
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try (MultiModalCache cache = MultiModalCache.ofBytes(1 << 20);
                MultiModalProcessor processor = omni(Optional.of(cache), Optional.empty())) {
            int before = OmniImages.PROCESSED.get();
            List<Future<Result>> results = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                results.add(callers.submit(() -> {
                    begun.countDown();
                    begun.await();
                    try (ProcessedInputs inputs = processor.apply(prompt)) {
                        return Result.of(inputs);
                    }
                }));
            }
            assertThat(results.get(0).get()).isEqualTo(results.get(1).get());
            assertThat(OmniImages.PROCESSED.get() - before).isEqualTo(1);
            assertThat(cache.stats().hits() + cache.stats().joins()).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    @Test
    void aRequestCanBeGivenUp() throws IOException {
        Prompt prompt = prompts.get(1);
        AtomicBoolean failed = new AtomicBoolean();
        try (MultiModalProcessor processor = omni(Optional.empty(), Optional.empty())) {
            RequestControl cancelled = RequestControl.unlimited();
            cancelled.cancel();
            cancelled.cancel();
            givenUp(processor, prompt, cancelled, "cancelled");
            givenUp(processor, prompt, RequestControl.withDeadline(Duration.ZERO), "was not processed within 0 ms");
            Thread.currentThread().interrupt();
            try {
                givenUp(processor, prompt, RequestControl.unlimited(), "interrupted");
            } finally {
                failed.set(!Thread.interrupted());
            }
            assertThat(failed).as("the thread stays interrupted").isFalse();
            processor
                    .apply(prompt, RequestControl.withDeadline(Duration.ofHours(1)))
                    .close();
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    /** Given up at every point at which work is handed out, from opening to the last item: the request ends there and leaves nothing. */
    @Test
    void aRequestCanBeGivenUpBetweenItsStages() throws IOException {
        Prompt prompt = picturesOf(new byte[] {1}, new byte[] {2}, new byte[] {3});
        int stages = 0;
        for (int at = 0; ; at++) {
            RequestControl control = RequestControl.unlimited();
            AtomicInteger left = new AtomicInteger(at);
            Executor giveUp = task -> {
                if (left.getAndDecrement() == 0) {
                    control.cancel();
                }
                task.run();
            };
            int before = OmniImages.PROCESSED.get();
            try (MultiModalProcessor processor = omniOn(giveUp)) {
                if (control.isCancelled()) {
                    throw new IllegalStateException("no work is handed out when a model is loaded");
                }
                try (ProcessedInputs inputs = processor.apply(prompt, control)) {
                    assertThat(control.isCancelled()).isFalse();
                    assertThat(inputs.items().get("image")).hasSize(3);
                    break;
                } catch (ProcessingCancelledException e) {
                    assertThat(e).hasMessageContaining("cancelled");
                    assertThat(OmniImages.PROCESSED.get() - before).isLessThan(3);
                    stages++;
                }
            }
            assertThat(allocator.liveTensors()).isZero();
        }
        // Opening, hashing and processing of three items, of which two are handed out.
        assertThat(stages).isEqualTo(6);
        assertThat(allocator.liveTensors()).isZero();
    }

    private MultiModalProcessor omniOn(Executor executor) throws IOException {
        return MultiModalProcessor.builder(OmniModel.write(Files.createDirectories(folder.resolve("omni"))))
                .backend("java")
                .registry(OmniModel.registry())
                .allocator(allocator)
                .executor(executor)
                .load();
    }

    private static Prompt picturesOf(byte[]... greys) {
        Prompt prompt = Prompt.of("<image>".repeat(greys.length));
        for (byte[] grey : greys) {
            prompt = prompt.withImage(ImageItem.ofPixels(
                    new byte[] {grey[0], grey[0], grey[0], grey[0]}, PixelLayout.HW_GREY, new ImageSize(2, 2)));
        }
        return prompt;
    }

    private static void givenUp(MultiModalProcessor processor, Prompt prompt, RequestControl control, String why) {
        assertThatExceptionOfType(ProcessingCancelledException.class)
                .isThrownBy(() -> processor.apply(prompt, control))
                .withMessageContaining(why);
    }

    /** The first item, in the order of the prompt, that failed is the one that is named, and no task is left behind. */
    @Test
    void failuresInOtherThreadsAreThoseOfTheRequest() throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        ImageItem narrow = ImageItem.ofPixels(new byte[6], PixelLayout.HWC_RGB, new ImageSize(1, 2));
        ImageItem wide = ImageItem.ofPixels(new byte[6], PixelLayout.HWC_RGB, new ImageSize(2, 1));
        try (MultiModalProcessor processor = omni(Optional.empty(), Optional.of(workers))) {
            Prompt prompt = Prompt.of("<image><image><image>")
                    .withImage(wide)
                    .withImage(narrow)
                    .withImage(wide);
            for (int i = 0; i < 50; i++) {
                assertThatExceptionOfType(MediaException.class)
                        .isThrownBy(() -> processor.apply(prompt))
                        .withMessage("image 1: pictures of one column cannot be processed");
                assertThat(allocator.liveTensors()).isZero();
            }
            workers.shutdown();
            processor
                    .apply(Prompt.of("<image><image>").withImage(wide).withImage(wide))
                    .close();
        } finally {
            workers.shutdownNow();
        }
    }
}
