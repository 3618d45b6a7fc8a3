package io.multimodal4j.processing;

import io.multimodal4j.cache.CacheSession;
import io.multimodal4j.media.CachedItem;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.model.ModelSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds out what can be known of items without decoding them: what the cache has, their sizes, their keys. Immutable, safe for any number of threads. */
final class ItemPreparation {

    private final ModelSchema schema;
    private final Map<String, ItemPipeline<?, ?>> pipelines;
    private final ItemHasher hasher;
    private final ItemTasks tasks;

    ItemPreparation(ModelSchema schema, Map<String, ItemPipeline<?, ?>> pipelines, ItemHasher hasher, ItemTasks tasks) {
        this.schema = schema;
        this.pipelines = Map.copyOf(pipelines);
        this.hasher = hasher;
        this.tasks = tasks;
    }

    /** Opens the items that the cache does not have under the ids that the caller gave them. */
    void open(List<RequestItem> items, Optional<CacheSession> cache, RequestScope scope) {
        for (RequestItem item : items) {
            item.item().id().ifPresent(id -> {
                item.keyed(hasher.byId(item.modality(), id, pipeline(item), scope.cacheSalt()));
                find(item, cache);
            });
        }
        tasks.forEach(items.stream().filter(item -> !item.isProcessed()).toList(), item -> {
            scope.control().check();
            item.opened(scope.clock().time(Stage.OPEN, () -> open(item)));
        });
    }

    /** Computes the keys of opened items from their content, and asks the cache for them. */
    void identify(List<RequestItem> items, Optional<CacheSession> cache, RequestScope scope) {
        List<RequestItem> unknown =
                items.stream().filter(item -> !item.isKeyed()).toList();
        tasks.forEach(unknown, item -> {
            scope.control().check();
            item.keyed(scope.clock()
                    .time(Stage.HASH, () -> hasher.byContent(item.modality(), item.source(), scope.cacheSalt())));
        });
        unknown.forEach(item -> find(item, cache));
    }

    private static void find(RequestItem item, Optional<CacheSession> cache) {
        cache.flatMap(session -> session.find(item.key())).ifPresent(item::shared);
    }

    private ItemSource open(RequestItem item) {
        if (item.item().media() instanceof CachedItem) {
            throw new MediaException("cache miss for " + item.name()
                    + ": data not provided; send the request again with the item itself");
        }
        if (item.item().media() instanceof EmbeddingsItem embeddings) {
            EmbeddingsCheck.check(
                    item.name(), embeddings, schema.modality(item.modality()).orElseThrow());
            return new EmbeddingsSource(embeddings);
        }
        return item.naming(() -> pipeline(item).open(item.item().media()));
    }

    private ItemPipeline<?, ?> pipeline(RequestItem item) {
        return Objects.requireNonNull(pipelines.get(item.modality()), item.modality());
    }
}
