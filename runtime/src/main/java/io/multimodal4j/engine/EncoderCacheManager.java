package io.multimodal4j.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The book-keeping of an encoder cache: vLLM's {@code EncoderCacheManager}. It holds no embeddings, only how many of them each entry takes and which requests still
 * need it; what it says is evicted, the holder of the embeddings frees ({@link EncoderOutputs}).
 *
 * <p>An entry is kept while a request refers to it. When the last one is done the entry becomes freeable: it stays, for the next request with the same item, until room
 * is needed; then the entries that have been freeable for longest go first. The unit is embeddings, not placeholder tokens: an item whose range is mostly text takes
 * little room.
 *
 * <p>Belongs to the thread that schedules; not safe for use by several threads.
 */
public final class EncoderCacheManager {

    private final int cacheSize;
    private int numFreeSlots;
    private int numFreeableSlots;
    private final Map<String, Entry> cached = new HashMap<>();
    private final LinkedHashMap<String, Entry> freeable = new LinkedHashMap<>();
    private List<String> freed = new ArrayList<>();

    /** A cached item and the requests that refer to it. */
    private record Entry(int embeds, Set<String> requests) {}

    /**
     * An empty cache.
     *
     * @param cacheSize how many embeddings it holds, at least 0
     */
    public EncoderCacheManager(int cacheSize) {
        if (cacheSize < 0) {
            throw new IllegalArgumentException("the encoder cache cannot hold " + cacheSize + " embeddings");
        }
        this.cacheSize = cacheSize;
        this.numFreeSlots = cacheSize;
        this.numFreeableSlots = cacheSize;
    }

    /**
     * Looks an item up and, if it is there, keeps it for a request.
     *
     * @param request the request's id
     * @param feature the item
     * @return whether the item's embeddings are cached, so that it need not be encoded
     */
    public boolean checkAndUpdateCache(String request, MultiModalFeature feature) {
        Entry entry = cached.get(feature.identifier());
        if (entry == null) {
            return false;
        }
        if (freeable.remove(feature.identifier()) != null) {
            numFreeableSlots -= entry.embeds();
        }
        entry.requests().add(request);
        return true;
    }

    /**
     * Whether an item may be encoded in this step. If it only fits when others go, they are evicted at once, so that the room stays.
     *
     * @param feature the item, not cached
     * @param encoderComputeBudget how many embeddings the step may still encode
     * @param embedsToSchedule embeddings of items that this step will {@link #allocate} but has not yet
     * @return false if the compute budget or the room, with all freeable entries gone, is too small
     */
    public boolean canAllocate(MultiModalFeature feature, int encoderComputeBudget, int embedsToSchedule) {
        int embeds = feature.embeds();
        if (embeds > encoderComputeBudget) {
            return false;
        }
        long needed = (long) embeds + embedsToSchedule;
        if (needed > numFreeSlots && needed > numFreeableSlots) {
            return false;
        }
        Iterator<Map.Entry<String, Entry>> oldest = freeable.entrySet().iterator();
        while (needed > numFreeSlots) {
            Map.Entry<String, Entry> evicted = oldest.next();
            oldest.remove();
            cached.remove(evicted.getKey());
            freed.add(evicted.getKey());
            numFreeSlots += evicted.getValue().embeds();
        }
        return true;
    }

    /**
     * Takes the room for an item that this step encodes. An item that is there already, because another request of the step has it too, is only kept for this request.
     *
     * @param request the request's id
     * @param feature the item, for which {@link #canAllocate} said yes
     * @throws IllegalStateException if there is no room
     */
    public void allocate(String request, MultiModalFeature feature) {
        if (checkAndUpdateCache(request, feature)) {
            return;
        }
        int embeds = feature.embeds();
        if (embeds > numFreeSlots) {
            throw new IllegalStateException("the encoder cache has " + numFreeSlots + " free slots of " + cacheSize
                    + ", but an item of modality " + feature.modality() + " needs " + embeds
                    + "; ask canAllocate first");
        }
        Set<String> requests = new HashSet<>();
        requests.add(request);
        cached.put(feature.identifier(), new Entry(embeds, requests));
        numFreeSlots -= embeds;
        numFreeableSlots -= embeds;
    }

    /**
     * The items of a request that are cached.
     *
     * @param features the request's items
     * @return those that are cached, whoever keeps them
     */
    public List<MultiModalFeature> cachedInputs(PromptFeatures features) {
        return features.features().stream()
                .filter(feature -> cached.containsKey(feature.identifier()))
                .toList();
    }

    /**
     * Ends a request's need of one item. The item stays cached until room is needed.
     *
     * @param request the request's id
     * @param feature the item; one that is not cached, or not kept for this request, changes nothing
     */
    public void freeEncoderInput(String request, MultiModalFeature feature) {
        Entry entry = cached.get(feature.identifier());
        if (entry == null
                || !entry.requests().remove(request)
                || !entry.requests().isEmpty()) {
            return;
        }
        freeable.put(feature.identifier(), entry);
        numFreeableSlots += entry.embeds();
    }

    /**
     * Ends a request's need of all its items.
     *
     * @param request the request's id
     * @param features the request's items
     */
    public void free(String request, PromptFeatures features) {
        features.features().forEach(feature -> freeEncoderInput(request, feature));
    }

    /**
     * Takes an item out that was allocated but could not be encoded, so that the next request with the same item encodes it again. It is not among those to be freed: there
     * is nothing to free.
     *
     * @param feature the item; one that is not cached changes nothing
     * @return the requests that were waiting for it, which have failed with it
     */
    public Set<String> discard(MultiModalFeature feature) {
        Entry entry = cached.remove(feature.identifier());
        if (entry == null) {
            return Set.of();
        }
        numFreeSlots += entry.embeds();
        if (freeable.remove(feature.identifier()) == null) {
            numFreeableSlots += entry.embeds();
        }
        return Set.copyOf(entry.requests());
    }

    /**
     * The entries that were evicted since this was last asked, so that their embeddings can be freed: before the step encodes, because an evicted item may be among what it
     * encodes again.
     *
     * @return identifiers in the order of their eviction
     */
    public List<String> takeFreed() {
        List<String> taken = List.copyOf(freed);
        freed = new ArrayList<>();
        return taken;
    }

    /** Forgets everything, as after new weights were loaded: what was cached is evicted, whoever keeps it. */
    public void reset() {
        freed.addAll(cached.keySet().stream().sorted().toList());
        cached.clear();
        freeable.clear();
        numFreeSlots = cacheSize;
        numFreeableSlots = cacheSize;
    }

    /**
     * The capacity.
     *
     * @return embeddings
     */
    public int cacheSize() {
        return cacheSize;
    }

    /**
     * The room that nothing takes.
     *
     * @return embeddings
     */
    public int numFreeSlots() {
        return numFreeSlots;
    }

    /**
     * The room that there would be without the entries that no request needs.
     *
     * @return embeddings, at least {@link #numFreeSlots()}
     */
    public int numFreeableSlots() {
        return numFreeableSlots;
    }
}
