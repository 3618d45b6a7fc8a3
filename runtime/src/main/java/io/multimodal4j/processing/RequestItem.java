package io.multimodal4j.processing;

import io.multimodal4j.cache.ProcessedItem;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.prompt.PromptItem;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One item on its way through a request: what is known of it grows stage by stage. Used by one thread at a time. */
final class RequestItem {

    private final PromptItem item;
    private final int index;
    private @Nullable ItemSource source;
    private @Nullable String key;
    private @Nullable ProcessedItem processed;
    private boolean shared;

    RequestItem(PromptItem item, int index) {
        this.item = item;
        this.index = index;
    }

    PromptItem item() {
        return item;
    }

    String modality() {
        return item.modality();
    }

    int index() {
        return index;
    }

    /** The item as messages call it: {@code "image 2"}, counted from 0 among those of its modality. */
    String name() {
        return modality() + " " + index;
    }

    /** Does something with the item; what is said of its media then begins with its name. */
    <T> T naming(Supplier<T> work) {
        try {
            return work.get();
        } catch (MediaException e) {
            throw new MediaException(name() + ": " + e.getMessage(), e);
        }
    }

    void opened(ItemSource newSource) {
        this.source = newSource;
    }

    ItemSource source() {
        ItemSource known = source;
        if (known == null) {
            throw new IllegalStateException(name() + " was not opened");
        }
        return known;
    }

    void keyed(String newKey) {
        this.key = newKey;
    }

    boolean isKeyed() {
        return key != null;
    }

    String key() {
        String known = key;
        if (known == null) {
            throw new IllegalStateException(name() + " has no key");
        }
        return known;
    }

    /** Takes over the caller's hold on what the item became. */
    void processed(ProcessedItem newProcessed) {
        this.processed = newProcessed;
    }

    /** Takes over the caller's hold on what the item became elsewhere: in the cache, in another request, or at another place of this one. */
    void shared(ProcessedItem newProcessed) {
        this.processed = newProcessed;
        this.shared = true;
    }

    boolean isShared() {
        return shared;
    }

    boolean isProcessed() {
        return processed != null;
    }

    ProcessedItem processed() {
        ProcessedItem known = processed;
        if (known == null) {
            throw new IllegalStateException(name() + " was not processed");
        }
        return known;
    }

    /** Lets go of what the item became. */
    void release() {
        if (processed != null) {
            processed.release();
        }
    }

    /** The item's size, if it is known. */
    Optional<ItemSize> size() {
        return processed != null ? processed.size() : source().size();
    }

    /** The number of its embeddings, if they were given. */
    OptionalInt embeddings() {
        if (processed == null) {
            return source().embeddings();
        }
        String name = EmbeddingsItem.embeddingsField(modality());
        return processed.fields().fields().containsKey(name)
                ? OptionalInt.of(
                        Math.toIntExact(processed.fields().field(name).tensor().dim(0)))
                : OptionalInt.empty();
    }
}
