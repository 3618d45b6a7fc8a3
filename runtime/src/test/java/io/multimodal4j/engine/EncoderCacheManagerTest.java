package io.multimodal4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multimodal4j.field.ItemFields;
import io.multimodal4j.prompt.PlaceholderRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The cases of vLLM's own tests of its encoder cache manager (T20 of our notes), then random ones against a naive one. */
class EncoderCacheManagerTest {

    private static final int PLENTY = Integer.MAX_VALUE;

    private static MultiModalFeature item(String identifier, int embeds) {
        return Features.of(identifier, 0, embeds);
    }

    @Test
    void allocatesAndReuses() {
        EncoderCacheManager cache = new EncoderCacheManager(10);
        MultiModalFeature item = item("a", 4);
        assertThat(cache.checkAndUpdateCache("r1", item)).isFalse();
        assertThat(cache.canAllocate(item, 4, 0)).isTrue();
        cache.allocate("r1", item);
        assertThat(cache.checkAndUpdateCache("r1", item)).isTrue();
        assertThat(cache.numFreeSlots()).isEqualTo(6);
        assertThat(cache.numFreeableSlots()).isEqualTo(6);

        cache.freeEncoderInput("r1", item);
        assertThat(cache.numFreeableSlots()).isEqualTo(10);
        assertThat(cache.numFreeSlots()).isEqualTo(6);

        assertThat(cache.checkAndUpdateCache("r2", item)).isTrue();
        assertThat(cache.numFreeableSlots()).isEqualTo(6);
        assertThat(cache.takeFreed()).isEmpty();
    }

    @Test
    void evictsWhatNobodyNeeds() {
        EncoderCacheManager cache = new EncoderCacheManager(10);
        MultiModalFeature large = item("large", 6);
        MultiModalFeature next = item("next", 5);
        cache.allocate("r1", large);
        cache.freeEncoderInput("r1", large);
        assertThat(cache.canAllocate(next, PLENTY, 0)).isTrue();
        cache.allocate("r2", next);
        assertThat(cache.checkAndUpdateCache("r1", large)).isFalse();
        assertThat(cache.numFreeSlots()).isEqualTo(5);
        assertThat(cache.takeFreed()).containsExactly("large");
        assertThat(cache.takeFreed()).isEmpty();
    }

    @Test
    void keepsWhatARequestNeeds() {
        EncoderCacheManager cache = new EncoderCacheManager(10);
        cache.allocate("r1", item("five", 5));
        assertThat(cache.canAllocate(item("six", 6), PLENTY, 0)).isFalse();
        assertThat(cache.canAllocate(item("five more", 5), PLENTY, 0)).isTrue();
        assertThat(cache.canAllocate(item("five more", 5), PLENTY, 1)).isFalse();
    }

    @Test
    void theComputeBudgetIsALimitToo() {
        EncoderCacheManager cache = new EncoderCacheManager(100);
        assertThat(cache.canAllocate(item("five", 5), 10, 0)).isTrue();
        assertThat(cache.canAllocate(item("six", 6), 10 - 5, 5)).isFalse();
    }

    @Test
    void evictsTheOldestFirstAndOnlyAsManyAsNeeded() {
        EncoderCacheManager cache = new EncoderCacheManager(10);
        for (String name : List.of("a", "b", "c")) {
            cache.allocate("r-" + name, item(name, 3));
        }
        for (String name : List.of("b", "a", "c")) {
            cache.freeEncoderInput("r-" + name, item(name, 3));
        }
        // "b" is wanted again and so becomes the youngest.
        assertThat(cache.checkAndUpdateCache("again", item("b", 3))).isTrue();
        cache.freeEncoderInput("again", item("b", 3));
        assertThat(cache.canAllocate(item("d", 4), PLENTY, 0)).isTrue();
        cache.allocate("r-d", item("d", 4));
        assertThat(cache.takeFreed()).containsExactly("a");
        assertThat(cache.canAllocate(item("e", 6), PLENTY, 0)).isTrue();
        assertThat(cache.takeFreed()).containsExactly("c", "b");
    }

    @Test
    void anItemOfTwoRequestsIsFreedWithTheSecond() {
        EncoderCacheManager cache = new EncoderCacheManager(10);
        MultiModalFeature item = item("a", 4);
        cache.allocate("r1", item);
        cache.allocate("r2", item);
        assertThat(cache.numFreeSlots()).isEqualTo(6);
        cache.freeEncoderInput("r1", item);
        cache.freeEncoderInput("r1", item);
        assertThat(cache.numFreeableSlots()).isEqualTo(6);
        cache.freeEncoderInput("r2", item);
        assertThat(cache.numFreeableSlots()).isEqualTo(10);
        cache.freeEncoderInput("r2", item);
        cache.freeEncoderInput("r2", item("unknown", 4));
        assertThat(cache.numFreeableSlots()).isEqualTo(10);
    }

    @Test
    void aFinishedRequestFreesAllItsItems() {
        EncoderCacheManager cache = new EncoderCacheManager(10);
        PromptFeatures prompt = Features.prompt(
                Features.of("a", 0, 3), Features.of("b", 5, 3), Features.of("a", 10, 3), Features.of("c", 15, 3));
        cache.allocate("r1", prompt.features().get(0));
        cache.allocate("r1", prompt.features().get(1));
        assertThat(cache.cachedInputs(prompt).stream().map(MultiModalFeature::identifier))
                .containsExactly("a", "b", "a");
        cache.free("r1", prompt);
        assertThat(cache.numFreeableSlots()).isEqualTo(10);
        assertThat(cache.numFreeSlots()).isEqualTo(4);
    }

    @Test
    void countsEmbeddingsAndNotPlaceholders() {
        boolean[] mask = new boolean[100];
        for (int i = 0; i < 8; i++) {
            mask[10 * i] = true;
        }
        MultiModalFeature item =
                Features.of("image", 0, "a", PlaceholderRange.ofMask(0, mask), ItemFields.of("image", List.of()));
        EncoderCacheManager cache = new EncoderCacheManager(100);
        assertThat(cache.canAllocate(item, 8, 0)).isTrue();
        cache.allocate("r1", item);
        assertThat(cache.numFreeSlots()).isEqualTo(92);
    }

    @Test
    void anItemThatCouldNotBeEncodedLeavesNothingBehind() {
        EncoderCacheManager cache = new EncoderCacheManager(10);
        cache.allocate("r1", item("a", 4));
        cache.allocate("r2", item("a", 4));
        assertThat(cache.discard(item("a", 4))).containsExactlyInAnyOrder("r1", "r2");
        assertThat(cache.discard(item("a", 4))).isEmpty();
        assertThat(cache.numFreeSlots()).isEqualTo(10);
        assertThat(cache.numFreeableSlots()).isEqualTo(10);
        assertThat(cache.takeFreed()).isEmpty();
        assertThat(cache.checkAndUpdateCache("r3", item("a", 4))).isFalse();

        cache.allocate("r3", item("a", 4));
        cache.freeEncoderInput("r3", item("a", 4));
        assertThat(cache.discard(item("a", 4))).isEmpty();
        assertThat(cache.numFreeSlots()).isEqualTo(10);
        assertThat(cache.numFreeableSlots()).isEqualTo(10);
    }

    @Test
    void aResetForgetsEverything() {
        EncoderCacheManager cache = new EncoderCacheManager(10);
        cache.allocate("r1", item("b", 4));
        cache.allocate("r1", item("a", 4));
        cache.reset();
        assertThat(cache.numFreeSlots()).isEqualTo(10);
        assertThat(cache.numFreeableSlots()).isEqualTo(10);
        assertThat(cache.checkAndUpdateCache("r1", item("a", 4))).isFalse();
        assertThat(cache.takeFreed()).containsExactly("a", "b");
        assertThat(cache.cacheSize()).isEqualTo(10);
    }

    @Test
    void allocatingWithoutRoomIsAnError() {
        EncoderCacheManager cache = new EncoderCacheManager(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.allocate("r1", item("a", 4)))
                .withMessage("the encoder cache has 3 free slots of 3, but an item of modality image needs 4;"
                        + " ask canAllocate first");
        assertThatIllegalArgumentException().isThrownBy(() -> new EncoderCacheManager(-1));
    }

    /** What the manager says, written down as plainly as possible. */
    private static final class Naive {
        private final Map<String, Integer> sizes = new HashMap<>();
        private final LinkedHashMap<String, Set<String>> entries = new LinkedHashMap<>();
        private final List<String> freedOrder = new ArrayList<>();

        int used() {
            return entries.keySet().stream().mapToInt(sizes::get).sum();
        }

        int needed() {
            return entries.entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty())
                    .mapToInt(entry -> sizes.get(entry.getKey()))
                    .sum();
        }

        void release(String request, String identifier) {
            Set<String> requests = entries.get(identifier);
            if (requests != null && requests.remove(request) && requests.isEmpty()) {
                freedOrder.add(identifier);
            }
        }

        boolean keep(String request, String identifier) {
            Set<String> requests = entries.get(identifier);
            if (requests == null) {
                return false;
            }
            freedOrder.remove(identifier);
            requests.add(request);
            return true;
        }
    }

    @Test
    void agreesWithANaiveOne() {
        Random random = new Random(20);
        for (int round = 0; round < 300; round++) {
            int capacity = 1 + random.nextInt(30);
            EncoderCacheManager cache = new EncoderCacheManager(capacity);
            Naive naive = new Naive();
            for (int i = 0; i < 8; i++) {
                naive.sizes.put("i" + i, 1 + random.nextInt(12));
            }
            for (int step = 0; step < 60; step++) {
                String identifier = "i" + random.nextInt(8);
                String request = "r" + random.nextInt(4);
                MultiModalFeature item = item(identifier, naive.sizes.get(identifier));
                if (random.nextInt(3) == 0) {
                    cache.freeEncoderInput(request, item);
                    naive.release(request, identifier);
                } else {
                    boolean known = naive.keep(request, identifier);
                    assertThat(cache.checkAndUpdateCache(request, item)).isEqualTo(known);
                    if (!known) {
                        allocate(cache, naive, capacity, request, item);
                    }
                }
                assertThat(cache.numFreeSlots()).isEqualTo(capacity - naive.used());
                assertThat(cache.numFreeableSlots()).isEqualTo(capacity - naive.needed());
            }
        }
    }

    private static void allocate(
            EncoderCacheManager cache, Naive naive, int capacity, String request, MultiModalFeature item) {
        boolean fits = item.embeds() <= capacity - naive.needed();
        List<String> evicted = new ArrayList<>();
        while (fits && item.embeds() > capacity - naive.used()) {
            evicted.add(naive.freedOrder.remove(0));
            naive.entries.remove(evicted.get(evicted.size() - 1));
        }
        assertThat(cache.canAllocate(item, PLENTY, 0)).isEqualTo(fits);
        assertThat(cache.takeFreed()).isEqualTo(evicted);
        if (fits) {
            cache.allocate(request, item);
            naive.entries.put(item.identifier(), new HashSet<>(Set.of(request)));
        }
    }
}
