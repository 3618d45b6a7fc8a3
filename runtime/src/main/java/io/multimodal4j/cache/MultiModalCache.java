package io.multimodal4j.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps processed items for requests to come, the least recently used ones giving way to new ones. The application owns it, gives it to any number of processors and closes
 * it; keys tell models, options and tenants apart.
 *
 * <pre>{@code
 * try (var cache = MultiModalCache.ofBytes(4L << 30);
 *         var processor = MultiModalProcessor.builder(directory).cache(cache).load()) { ... }
 * }</pre>
 *
 * <p>The cost of what it holds is never above its bound, not even for a moment. What is dropped is freed when the last request that uses it is closed. An item that a request
 * uses is not dropped while that request is being processed; one that would not fit beside those is not kept. An item that is being processed for one request is not processed for
 * another one at the same time: the other one waits for it, and processes it itself if the first one fails.
 *
 * <p>Safe for use by any number of threads; no lock is held while items are processed.
 */
public final class MultiModalCache implements AutoCloseable {

    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, CompletableFuture<Optional<ProcessedItem>>> inFlight = new HashMap<>();
    private long bytes;
    private long pinnedBytes;
    private long hits;
    private long misses;
    private long joins;
    private long insertions;
    private long rejections;
    private long evictions;
    private boolean closed;

    private MultiModalCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** An item in the cache, and how many requests are being processed that use it. */
    private static final class Entry {
        private final ProcessedItem item;
        private final long bytes;
        private int pins;

        Entry(ProcessedItem item) {
            this.item = item;
            this.bytes = item.bytes();
        }
    }

    /**
     * A cache bounded by bytes.
     *
     * @param maxBytes what the items may cost: their tensors and everything around them; at least 1
     * @return an empty cache
     */
    public static MultiModalCache ofBytes(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("a cache needs at least one byte, got " + maxBytes);
        }
        return new MultiModalCache(maxBytes);
    }

    /**
     * Begins one request's dealings with the cache.
     *
     * @return a session; the caller closes it when the request is processed
     */
    public CacheSession session() {
        return new CacheSession(this);
    }

    /**
     * What the cache has done and what it holds.
     *
     * @return the figures of this moment
     */
    public CacheStats stats() {
        lock.lock();
        try {
            return new CacheStats(
                    hits, misses, joins, insertions, rejections, evictions, entries.size(), bytes, maxBytes);
        } finally {
            lock.unlock();
        }
    }

    /** Drops everything. Requests that use an item keep it until they are closed. */
    public void clear() {
        List<ProcessedItem> dropped = new ArrayList<>();
        lock.lock();
        try {
            entries.values().forEach(entry -> dropped.add(entry.item));
            entries.clear();
            bytes = 0;
            pinnedBytes = 0;
        } finally {
            lock.unlock();
        }
        dropped.forEach(ProcessedItem::release);
    }

    /** Drops everything and keeps nothing from now on; processors that were given the cache still work. Closing twice does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        clear();
    }

    /** Finds an item, holds it for the caller and pins it, unless its session has it pinned already. */
    @Nullable ProcessedItem find(String key, boolean isPinned) {
        lock.lock();
        try {
            return hit(key, isPinned);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ProcessedItem hit(String key, boolean isPinned) {
        Entry entry = entries.get(key);
        if (entry == null || !entry.item.tryRetain()) {
            return null;
        }
        if (!isPinned) {
            pin(entry);
        }
        hits++;
        return entry.item;
    }

    private void pin(Entry entry) {
        pinnedBytes += entry.pins++ == 0 ? entry.bytes : 0;
    }

    /** Finds an item, or who is processing it, or makes that the caller. */
    Claim claim(String key, boolean isPinned, Map<String, CompletableFuture<Optional<ProcessedItem>>> ours) {
        lock.lock();
        try {
            ProcessedItem item = hit(key, isPinned);
            if (item != null) {
                return new Claim.Found(item);
            }
            CompletableFuture<Optional<ProcessedItem>> theirs = inFlight.get(key);
            if (theirs != null) {
                return new Claim.Theirs(theirs);
            }
            CompletableFuture<Optional<ProcessedItem>> result = new CompletableFuture<>();
            inFlight.put(key, result);
            ours.put(key, result);
            misses++;
            return new Claim.Ours();
        } finally {
            lock.unlock();
        }
    }

    /** Counts an item that was shared, and pins it. Returns whether it is in the cache. */
    boolean join(String key, ProcessedItem item, boolean isPinned) {
        lock.lock();
        try {
            joins++;
            Entry entry = entries.get(key);
            if (entry == null || entry.item != item) {
                return false;
            }
            if (!isPinned) {
                pin(entry);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an item that was processed under a claim. Returns whether it is kept, and then pinned. */
    boolean complete(String key, CompletableFuture<Optional<ProcessedItem>> ours, ProcessedItem item) {
        List<ProcessedItem> dropped = new ArrayList<>();
        boolean kept;
        lock.lock();
        try {
            inFlight.remove(key, ours);
            kept = insert(key, item, dropped);
        } finally {
            lock.unlock();
        }
        dropped.forEach(ProcessedItem::release);
        ours.complete(Optional.of(item));
        return kept;
    }

    private boolean insert(String key, ProcessedItem item, List<ProcessedItem> dropped) {
        Entry entry = new Entry(item);
        if (closed || entries.containsKey(key) || entry.bytes > maxBytes - pinnedBytes || !item.tryRetain()) {
            rejections++;
            return false;
        }
        makeRoom(entry.bytes, dropped);
        entries.put(key, entry);
        pin(entry);
        bytes += entry.bytes;
        insertions++;
        return true;
    }

    /** Drops what was not used for the longest time and is not in use. */
    private void makeRoom(long wanted, List<ProcessedItem> dropped) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > maxBytes - wanted) {
            Entry entry = oldest.next();
            if (entry.pins == 0) {
                oldest.remove();
                bytes -= entry.bytes;
                evictions++;
                dropped.add(entry.item);
            }
        }
    }

    /** Gives a claim up: who waits for it tries on its own. */
    void giveUp(String key, CompletableFuture<Optional<ProcessedItem>> ours) {
        lock.lock();
        try {
            inFlight.remove(key, ours);
        } finally {
            lock.unlock();
        }
        ours.complete(Optional.empty());
    }

    void unpin(String key, ProcessedItem item) {
        lock.lock();
        try {
            Entry entry = entries.get(key);
            if (entry != null && entry.item == item && --entry.pins == 0) {
                pinnedBytes -= entry.bytes;
            }
        } finally {
            lock.unlock();
        }
    }
}
