package io.multimodal4j.cache;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One request's dealings with a cache. What it found stays in the cache until the session is closed; what it claimed and did not complete is then given up, so that
 * others who wait for it can go on. Safe for use by several threads until it is closed.
 */
public final class CacheSession implements AutoCloseable {

    private final MultiModalCache cache;
    private final Map<String, ProcessedItem> pinned = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Optional<ProcessedItem>>> claimed = new ConcurrentHashMap<>();

    CacheSession(MultiModalCache cache) {
        this.cache = cache;
    }

    /**
     * Looks for an item.
     *
     * @param key its key
     * @return the item, held for the caller, who releases it; empty if it is not there
     */
    public Optional<ProcessedItem> find(String key) {
        return Optional.ofNullable(cache.find(key, pinned.containsKey(key))).map(item -> found(key, item));
    }

    private ProcessedItem found(String key, ProcessedItem item) {
        pinned.putIfAbsent(key, item);
        return item;
    }

    /**
     * Asks for an item that is needed.
     *
     * @param key its key
     * @return who has it; an item that was found is held for the caller, who releases it
     */
    public Claim claim(String key) {
        Claim claim = cache.claim(key, pinned.containsKey(key), claimed);
        if (claim instanceof Claim.Found found) {
            found(key, found.item());
        }
        return claim;
    }

    /**
     * Hands in an item that this session claimed and processed.
     *
     * @param key its key
     * @param item the item, which the caller still holds
     */
    public void complete(String key, ProcessedItem item) {
        CompletableFuture<Optional<ProcessedItem>> own = claimed.remove(key);
        if (own == null) {
            throw new IllegalStateException("an item was completed that was not claimed");
        }
        if (cache.complete(key, own, item)) {
            pinned.put(key, item);
        }
    }

    /**
     * Shares an item that another session has processed.
     *
     * @param key its key
     * @param item what the other session's claim was completed with
     * @return the item, held for the caller, who releases it; empty if it was freed in the meantime, and has to be claimed again
     */
    public Optional<ProcessedItem> join(String key, ProcessedItem item) {
        if (!item.tryRetain()) {
            return Optional.empty();
        }
        if (cache.join(key, item, pinned.containsKey(key))) {
            pinned.putIfAbsent(key, item);
        }
        return Optional.of(item);
    }

    /** Gives up what was claimed but not completed, and lets the cache drop again what was found. */
    @Override
    public void close() {
        claimed.forEach(cache::giveUp);
        claimed.clear();
        pinned.forEach(cache::unpin);
        pinned.clear();
    }
}
