package io.multimodal4j.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.TestPictures;
import io.multimodal4j.annotations.DType;
import io.multimodal4j.cache.CacheStats;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.media.CachedItem;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageLoading;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.PixelLayout;
import io.multimodal4j.omni.OmniImages;
import io.multimodal4j.omni.OmniModel;
import io.multimodal4j.processing.RandomRequests.Result;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedRequestsTest {

    private static final ImageItem PICTURE = (ImageItem) RandomRequests.item("image", 1);
    private static final ImageItem OTHER = (ImageItem) RandomRequests.item("image", 2);

    @TempDir
    private Path folder;

    private final TensorAllocator allocator = new TensorAllocator();
    private MultiModalCache cache;
    private MultiModalProcessor processor;
    private final List<ProcessingListener.Processed> reports = new ArrayList<>();

    @BeforeEach
    void load() throws IOException {
        cache = MultiModalCache.ofBytes(1 << 20);
        processor = load(Optional.of(cache), Optional.empty());
    }

    private MultiModalProcessor load(Optional<MultiModalCache> with, Optional<Executor> executor) throws IOException {
        var builder = MultiModalProcessor.builder(OmniModel.write(folder))
                .backend("java")
                .registry(OmniModel.registry())
                .allocator(allocator)
                .listener(new ProcessingListener() {
                    @Override
                    public void processed(Processed request) {
                        reports.add(request);
                    }
                });
        with.ifPresent(builder::cache);
        executor.ifPresent(builder::executor);
        return builder.load();
    }

    @AfterEach
    void nothingIsLeft() {
        processor.close();
        cache.close();
        assertThat(allocator.liveTensors()).isZero();
    }

    /** vLLM's T1 and T2: cached equals uncached, text equals tokens, whatever the cache holds, and whoever processes. */
    @Test
    void cachedEqualsUncached() throws IOException {
        long seed = 20261206;
        Executor threads = task -> new Thread(task).start();
        try (MultiModalProcessor plain = load(Optional.empty(), Optional.empty());
                MultiModalCache small = MultiModalCache.ofBytes(10_000);
                MultiModalProcessor evicting = load(Optional.of(small), Optional.empty());
                MultiModalProcessor parallel = load(Optional.of(cache), Optional.of(threads))) {
            for (int round = 0; round < 300; round++) {
                Prompt prompt = RandomRequests.prompt(new Random(seed + round));
                Result expected = process(plain, prompt);
                String name = "seed " + seed + " round " + round;
                assertThat(process(processor, prompt)).as(name).isEqualTo(expected);
                assertThat(process(evicting, prompt)).as(name).isEqualTo(expected);
                assertThat(process(parallel, prompt)).as(name).isEqualTo(expected);
                assertThat(small.stats().bytes()).isLessThanOrEqualTo(10_000);
                assertThat(processor.count(prompt).promptTokens())
                        .as(name)
                        .isEqualTo(expected.tokenIds().size());
                if (!prompt.text().contains("<image> ")) {
                    assertThat(process(processor, asTokens(prompt))).as(name).isEqualTo(expected);
                }
            }
            assertThat(small.stats().evictions()).isPositive();
            assertThat(cache.stats().hitRatio()).isGreaterThan(0.9);
        }
    }

    private Prompt asTokens(Prompt prompt) {
        Prompt tokens = Prompt.ofTokenIds(processor.tokenize(prompt));
        for (var item : prompt.items()) {
            tokens = tokens.with(item);
        }
        return tokens;
    }

    private static Result process(MultiModalProcessor by, Prompt prompt) {
        try (ProcessedInputs inputs = by.apply(prompt)) {
            return Result.of(inputs);
        }
    }

    @Test
    void onlyWhatIsMissingIsProcessedAndEqualItemsOnce() {
        int before = OmniImages.PROCESSED.get();
        Prompt three = Prompt.of("<image><image><image>")
                .withImage(PICTURE)
                .withImage(OTHER)
                .withImage(PICTURE);
        try (ProcessedInputs inputs = processor.apply(three)) {
            assertThat(OmniImages.PROCESSED.get() - before).isEqualTo(2);
            assertThat(inputs.hashes().get("image").get(0))
                    .isEqualTo(inputs.hashes().get("image").get(2));
            assertThat(inputs.items().get("image").get(0))
                    .isEqualTo(inputs.items().get("image").get(2));
        }
        processor
                .apply(Prompt.of("<image><image>").withImage(OTHER).withImage((ImageItem)
                        RandomRequests.item("image", 3)))
                .close();
        assertThat(OmniImages.PROCESSED.get() - before).isEqualTo(3);
        assertThat(reports).extracting(r -> r.items().get("image").cached()).containsExactly(1, 1);
        CacheStats stats = cache.stats();
        assertThat(stats.hits()).isEqualTo(1);
        assertThat(stats.misses()).isEqualTo(3);
        assertThat(stats.entries()).isEqualTo(3);
    }

    @Test
    void anIdStandsForTheContent() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), TestPictures.png(9, 7, 0));
        Prompt first = Prompt.of("<image>").with(ImageItem.of(file), "chat 1, picture 1");
        Result result = process(processor, first);
        Files.delete(file);
        assertThat(process(processor, first)).as("the file is not even opened").isEqualTo(result);
        Prompt byIdAlone = Prompt.of("<image>").with(new CachedItem("image"), "chat 1, picture 1");
        assertThat(process(processor, byIdAlone)).isEqualTo(result);
        assertThat(processor.count(byIdAlone).items().get("image")).containsExactly(1);
        missing(
                Prompt.of("a<image>b<image>").with(PICTURE).with(new CachedItem("image"), "chat 1, picture 2"),
                "image 1");
        missing(byIdAlone.withCacheSalt("tenant"), "image 0");
        missing(byIdAlone.withProcessorKwargs(Map.of("cell", 8)), "image 0");
        cache.clear();
        missing(byIdAlone, "image 0");
    }

    /** One cache and two applications that load pictures differently: the second must not get the first one's pixels under a common id. */
    @Test
    void anIdIsOnePictureForEachWayOfLoading() throws IOException {
        ImageItem clear =
                ImageItem.ofPixels(new byte[] {1, 2, 3, 0, 4, 5, 6, 0}, PixelLayout.HWC_RGBA, new ImageSize(2, 1));
        Prompt prompt = Prompt.of("<image>").with(clear, "logo");
        Result onWhite = process(processor, prompt);
        try (MultiModalProcessor black = MultiModalProcessor.builder(OmniModel.write(folder))
                .backend("java")
                .registry(OmniModel.registry())
                .allocator(allocator)
                .cache(cache)
                .imageLoading(ImageLoading.DEFAULT.onBackground(0, 0, 0))
                .load()) {
            Result onBlack = process(black, prompt);
            assertThat(onBlack.hashes()).isNotEqualTo(onWhite.hashes());
            assertThat(onBlack.fields()).isNotEqualTo(onWhite.fields());
            assertThat(process(black, prompt)).isEqualTo(onBlack);
        }
        assertThat(process(processor, prompt)).isEqualTo(onWhite);
    }

    private void missing(Prompt prompt, String item) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor.apply(prompt))
                .withMessageStartingWith("cache miss for " + item + ": data not provided");
    }

    @Test
    void tenantsShareNothing() {
        Prompt prompt = Prompt.of("<image>").withImage(PICTURE);
        Result one = process(processor, prompt.withCacheSalt("one"));
        Result two = process(processor, prompt.withCacheSalt("two"));
        assertThat(one.fields()).isEqualTo(two.fields());
        assertThat(one.hashes()).isNotEqualTo(two.hashes());
        assertThat(cache.stats().misses()).isEqualTo(2);
    }

    @Test
    void optionsThatComeToTheSameShareTheirItems() {
        Prompt prompt = Prompt.of("<image>").withImage(PICTURE);
        Result one = process(processor, prompt);
        assertThat(process(processor, prompt.withProcessorKwargs(Map.of("cell", 16, "do_invert", false))))
                .isEqualTo(one);
        assertThat(cache.stats().hits()).isEqualTo(1);
        assertThat(process(processor, prompt.withProcessorKwargs(Map.of("do_invert", true)))
                        .fields())
                .isNotEqualTo(one.fields());
    }

    @Test
    void whatARequestHoldsOutlivesTheCache() {
        try (ProcessedInputs inputs = processor.apply(Prompt.of("<image>").withImage(PICTURE))) {
            cache.clear();
            assertThat(inputs.items()
                            .get("image")
                            .get(0)
                            .field("image_sizes")
                            .tensor()
                            .toLongArray())
                    .containsExactly(8, 9);
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    @Test
    void aFailedItemFailsItsRequestAndLeavesTheOthersInTheCache() {
        byte[] png = TestPictures.png(20, 20, 0);
        ImageItem damaged = ImageItem.of(Arrays.copyOf(png, png.length / 2));
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor.apply(
                        Prompt.of("<image><image>").withImage(PICTURE).withImage(damaged)))
                .withMessageStartingWith("image 1: ");
        assertThat(cache.stats().entries()).isEqualTo(1);
        assertThat(allocator.liveTensors()).isEqualTo(2);
        process(processor, Prompt.of("<image>").withImage(PICTURE));
        assertThat(cache.stats().hits()).isEqualTo(1);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> processor.apply(Prompt.of("<image>").withImage(damaged)));
    }

    /** The size of an item comes from the cache, and its place in the prompt from the request at hand. */
    @Test
    void embeddingsAreKeptUnderTheirIdToo() {
        Optional<ItemSize> size = Optional.of(new ImageSize(32, 16));
        Result first;
        try (Tensor embeddings = allocator.allocate(DType.FLOAT32, 2, 4).fill((byte) 0)) {
            first = process(
                    processor,
                    Prompt.of("<image>")
                            .with(new EmbeddingsItem("image", Map.of("image_embeds", embeddings), size), "embedded"));
        }
        assertThat(process(processor, Prompt.of("<image>").with(new CachedItem("image"), "embedded")))
                .isEqualTo(first);
    }

    @Test
    void aCacheIsSharedBetweenProcessors() throws IOException {
        try (MultiModalProcessor second = load(Optional.of(cache), Optional.empty())) {
            Prompt prompt = Prompt.of("<image>").withImage(PICTURE);
            Result result = process(processor, prompt);
            assertThat(process(second, prompt)).isEqualTo(result);
            assertThat(cache.stats().hits()).isEqualTo(1);
        }
    }

    @Test
    void fieldsOfCachedItemsAreMerged() {
        Prompt prompt = Prompt.of("<audio><audio>")
                .with(RandomRequests.item("audio", 1))
                .with(RandomRequests.item("audio", 2));
        process(processor, prompt);
        try (ProcessedInputs inputs = processor.apply(prompt)) {
            assertThat(inputs.field("input_features").tensor().shape()).containsExactly(2, 2);
        }
        ImageItem square = ImageItem.ofPixels(new byte[12], PixelLayout.HWC_RGB, new ImageSize(2, 2));
        try (ProcessedInputs inputs = processor.apply(Prompt.of("<image>").withImage(square))) {
            Tensor merged = inputs.field("image_sizes").tensor();
            assertThat(merged.isView()).as("one item is merged without a copy").isTrue();
            assertThat(merged.shape()).containsExactly(1, 2);
        }
    }
}
