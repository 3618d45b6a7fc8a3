package io.multimodal4j.cache;

import io.multimodal4j.field.ItemFields;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one item became: its fields in native memory, and the size that its placeholders are computed from. Shared by whoever holds it, the cache among them, and freed when
 * the last holder {@linkplain #release() lets it go}. Safe for use by several threads.
 */
public final class ProcessedItem {

    /** What an item costs beside its tensors: its key, its objects and its place in the cache. */
    private static final long OVERHEAD_BYTES = 512;

    private static final long FIELD_OVERHEAD_BYTES = 256;

    private final ItemFields fields;
    private final Optional<ItemSize> size;
    private final List<Tensor> owned;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * An item, held by the caller.
     *
     * @param fields its fields
     * @param size its size, if it is known
     * @param owned the tensors to close when the last holder lets go
     */
    public ProcessedItem(ItemFields fields, Optional<ItemSize> size, List<Tensor> owned) {
        this.fields = fields;
        this.size = size;
        this.owned = List.copyOf(owned);
    }

    /**
     * The item's fields.
     *
     * @return fields whose tensors live as long as the caller holds the item
     */
    public ItemFields fields() {
        return fields;
    }

    /**
     * The item's size.
     *
     * @return empty if only its embeddings were given
     */
    public Optional<ItemSize> size() {
        return size;
    }

    /**
     * What the item costs.
     *
     * @return the bytes of its tensors, and an estimate of everything around them
     */
    public long bytes() {
        return OVERHEAD_BYTES
                + fields.fields().values().stream()
                        .mapToLong(field -> field.tensor().byteSize() + FIELD_OVERHEAD_BYTES)
                        .sum();
    }

    /**
     * Becomes one more holder, if there still is one.
     *
     * @return false if the item was freed already
     */
    public boolean tryRetain() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Lets the item go; the last holder frees it. */
    public void release() {
        int left = holders.decrementAndGet();
        if (left == 0) {
            owned.forEach(Tensor::close);
        } else if (left < 0) {
            throw new IllegalStateException("a processed item was released more often than it was held");
        }
    }
}
