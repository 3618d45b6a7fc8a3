package io.multimodal4j.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MultiModalCacheTest {

    private static final FieldSpec FIELD = FieldSpec.batched("pixel_values", "image", DType.UINT8, "n bytes");

    /** What an item of one field costs beside its tensor. */
    private static final int OVERHEAD = 768;

    private final TensorAllocator allocator = new TensorAllocator();

    @AfterEach
    void nothingIsLeft() {
        assertThat(allocator.liveTensors()).isZero();
    }

    private ProcessedItem item(int bytes) {
        Tensor tensor = allocator.allocate(DType.UINT8, bytes);
        ItemFields fields = ItemFields.of("image", List.of(new ItemFields.Field(FIELD, tensor)));
        return new ProcessedItem(fields, Optional.of(new ImageSize(1, 1)), List.of(tensor));
    }

    private ProcessedItem put(MultiModalCache cache, String key, int bytes) {
        ProcessedItem item = item(bytes);
        try (CacheSession session = cache.session()) {
            assertThat(session.claim(key)).isInstanceOf(Claim.Ours.class);
            session.complete(key, item);
        }
        return item;
    }

    private static boolean has(MultiModalCache cache, String key) {
        try (CacheSession session = cache.session()) {
            Optional<ProcessedItem> found = session.find(key);
            found.ifPresent(ProcessedItem::release);
            return found.isPresent();
        }
    }

    /** vLLM's sizes: 100, 100 + 110, and four fields of 460; here with what is around them. */
    @Test
    void whatAnItemCosts() {
        ProcessedItem one = item(100);
        assertThat(one.bytes()).isEqualTo(100 + OVERHEAD);
        one.release();
        List<ItemFields.Field> fields = new ArrayList<>();
        List<Tensor> owned = new ArrayList<>();
        for (int bytes : new int[] {100, 110, 120, 130}) {
            Tensor tensor = allocator.allocate(DType.UINT8, bytes);
            owned.add(tensor);
            fields.add(new ItemFields.Field(FieldSpec.batched("f" + bytes, "image", DType.UINT8, "n bytes"), tensor));
        }
        ProcessedItem four = new ProcessedItem(ItemFields.of("image", fields), Optional.empty(), owned);
        assertThat(four.bytes()).isEqualTo(460 + 512 + 4 * 256);
        four.release();
    }

    @Test
    void theLeastRecentlyUsedItemsGiveWay() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(3 * (1000 + OVERHEAD))) {
            for (String key : List.of("a", "b", "c")) {
                put(cache, key, 1000).release();
            }
            assertThat(has(cache, "a")).isTrue();
            put(cache, "d", 1000).release();
            assertThat(has(cache, "b")).isFalse();
            assertThat(has(cache, "a")).isTrue();
            assertThat(has(cache, "c")).isTrue();
            CacheStats stats = cache.stats();
            assertThat(stats.entries()).isEqualTo(3);
            assertThat(stats.bytes()).isEqualTo(stats.maxBytes());
            assertThat(stats.evictions()).isEqualTo(1);
            assertThat(stats.insertions()).isEqualTo(4);
            assertThat(allocator.liveTensors()).isEqualTo(3);
        }
    }

    /** vLLM's issue 28525: a new item of a prompt drives out another item of the same prompt. */
    @Test
    void itemsInUseStay() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(2 * (1000 + OVERHEAD))) {
            put(cache, "a", 1000).release();
            put(cache, "b", 1000).release();
            try (CacheSession session = cache.session()) {
                ProcessedItem a = session.find("a").orElseThrow();
                ProcessedItem c = put(cache, "c", 1000);
                assertThat(has(cache, "b")).isFalse();
                try (CacheSession other = cache.session()) {
                    ProcessedItem again = other.find("c").orElseThrow();
                    ProcessedItem d = put(cache, "d", 1000);
                    assertThat(has(cache, "d"))
                            .as("it would not fit beside those in use")
                            .isFalse();
                    assertThat(has(cache, "a")).isTrue();
                    assertThat(cache.stats().rejections()).isEqualTo(1);
                    List.of(again, d).forEach(ProcessedItem::release);
                }
                List.of(a, c).forEach(ProcessedItem::release);
            }
            put(cache, "e", 1000).release();
            assertThat(has(cache, "e")).isTrue();
        }
    }

    @Test
    void anItemLargerThanTheCacheIsNotKept() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(500)) {
            ProcessedItem item = put(cache, "a", 1);
            assertThat(has(cache, "a")).isFalse();
            assertThat(item.fields().field("pixel_values").tensor().isClosed()).isFalse();
            item.release();
            assertThat(cache.stats().bytes()).isZero();
        }
    }

    @Test
    void whatIsDroppedLivesAsLongAsItIsHeld() {
        ProcessedItem held;
        try (MultiModalCache cache = MultiModalCache.ofBytes(10_000)) {
            held = put(cache, "a", 1000);
            cache.clear();
            assertThat(has(cache, "a")).isFalse();
            assertThat(cache.stats().bytes()).isZero();
            assertThat(held.fields().field("pixel_values").tensor().isClosed()).isFalse();
        }
        assertThat(allocator.liveTensors()).isEqualTo(1);
        held.release();
        assertThat(held.tryRetain()).isFalse();
        assertThatIllegalStateException().isThrownBy(held::release);
    }

    @Test
    void oneSessionProcessesAndOthersShare() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(10_000);
                CacheSession first = cache.session();
                CacheSession second = cache.session()) {
            assertThat(first.claim("a")).isInstanceOf(Claim.Ours.class);
            Claim.Theirs theirs = (Claim.Theirs) second.claim("a");
            assertThat(theirs.result()).isNotDone();
            ProcessedItem item = item(100);
            first.complete("a", item);
            ProcessedItem shared =
                    second.join("a", theirs.result().join().orElseThrow()).orElseThrow();
            assertThat(shared).isSameAs(item);
            assertThat(cache.stats().joins()).isEqualTo(1);
            assertThat(cache.stats().misses()).isEqualTo(1);
            assertThat(second.claim("a")).isEqualTo(new Claim.Found(item));
            item.release();
            item.release();
            shared.release();
        }
    }

    @Test
    void whoWaitsForAFailureTriesAgain() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(10_000);
                CacheSession second = cache.session()) {
            Claim.Theirs theirs;
            try (CacheSession first = cache.session()) {
                first.claim("a");
                theirs = (Claim.Theirs) second.claim("a");
            }
            assertThat(theirs.result().join()).isEmpty();
            assertThat(second.claim("a")).isInstanceOf(Claim.Ours.class);
        }
    }

    @Test
    void anItemThatIsFreedBeforeItIsSharedHasToBeClaimedAgain() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(100);
                CacheSession second = cache.session()) {
            Claim.Theirs theirs;
            try (CacheSession first = cache.session()) {
                first.claim("a");
                theirs = (Claim.Theirs) second.claim("a");
                ProcessedItem item = item(100);
                first.complete("a", item);
                item.release();
            }
            assertThat(second.join("a", theirs.result().join().orElseThrow())).isEmpty();
        }
    }

    @Test
    void completingWhatWasNotClaimedIsAMistake() {
        ProcessedItem item = item(1);
        try (MultiModalCache cache = MultiModalCache.ofBytes(100);
                CacheSession session = cache.session()) {
            assertThatIllegalStateException().isThrownBy(() -> session.complete("a", item));
        }
        item.release();
        assertThatIllegalArgumentException().isThrownBy(() -> MultiModalCache.ofBytes(0));
    }

    @Test
    void aClosedCacheKeepsNothing() {
        MultiModalCache cache = MultiModalCache.ofBytes(10_000);
        cache.close();
        cache.close();
        put(cache, "a", 1).release();
        assertThat(cache.stats().entries()).isZero();
    }

    @Test
    void figuresOfAPeriod() {
        try (MultiModalCache cache = MultiModalCache.ofBytes(10_000)) {
            assertThat(cache.stats().hitRatio()).isZero();
            put(cache, "a", 1).release();
            CacheStats before = cache.stats();
            assertThat(has(cache, "a")).isTrue();
            assertThat(cache.stats().since(before).hits()).isEqualTo(1);
            assertThat(cache.stats().since(before).misses()).isZero();
            assertThat(cache.stats().hitRatio()).isEqualTo(0.5);
        }
    }

    /** Random requests against a list of what must be there; the bound holds at every step. */
    @Test
    void holdsItsBoundAndWhatIsInUse() {
        long seed = 20261205;
        Random random = new Random(seed);
        long bound = 20_000;
        try (MultiModalCache cache = MultiModalCache.ofBytes(bound)) {
            for (int round = 0; round < 5_000; round++) {
                Map<String, ProcessedItem> held = new HashMap<>();
                try (CacheSession session = cache.session()) {
                    for (int i = random.nextInt(6); i >= 0; i--) {
                        String key = "key " + random.nextInt(40);
                        if (held.containsKey(key)) {
                            continue;
                        }
                        Claim claim = session.claim(key);
                        if (claim instanceof Claim.Found found) {
                            held.put(key, found.item());
                        } else {
                            ProcessedItem made = item(1 + random.nextInt(4000));
                            session.complete(key, made);
                            held.put(key, made);
                        }
                        assertThat(cache.stats().bytes()).isLessThanOrEqualTo(bound);
                    }
                    held.forEach((key, item) -> assertThat(
                                    item.fields().field("pixel_values").tensor().isClosed())
                            .as("seed %d %s", seed, key)
                            .isFalse());
                }
                held.values().forEach(ProcessedItem::release);
                assertThat(allocator.liveTensors()).isEqualTo(cache.stats().entries());
            }
            assertThat(cache.stats().evictions()).isPositive();
            assertThat(cache.stats().rejections()).isPositive();
        }
    }
}
