package io.multimodal4j.processing;

import io.multimodal4j.cache.CacheSession;
import io.multimodal4j.cache.Claim;
import io.multimodal4j.cache.ProcessedItem;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes and processes items. Immutable, safe for any number of threads. */
final class ItemWork {

    private final ModelSchema schema;
    private final ItemTasks tasks;

    ItemWork(ModelSchema schema, ItemTasks tasks) {
        this.schema = schema;
        this.tasks = tasks;
    }

    /**
     * Processes the items of a request that nothing is kept of: those of one modality lie together in memory, which the request owns.
     *
     * @param owned receives the tensors that own memory
     */
    void processTogether(RequestItems items, WorkTools tools, List<Tensor> owned) {
        items.byModality().forEach((modality, sameModality) -> {
            List<ItemFields> fields = new FieldLayout(modality(modality), tools.allocator(), owned)
                    .allocate(sameModality.stream()
                            .map(item -> item.source().outputs())
                            .toList());
            for (RequestItem item : sameModality) {
                item.processed(new ProcessedItem(
                        fields.get(item.index()), item.source().size(), List.of()));
            }
        });
        tasks.forEach(items.all(), item -> write(item, item.processed().fields(), tools));
    }

    /** Processes the items that are not in the cache, each in memory of its own, and hands them to the cache. Items of one key are processed once. */
    void processMissing(RequestItems items, CacheSession cache, WorkTools tools) {
        Map<String, List<RequestItem>> missing = new LinkedHashMap<>();
        items.all().stream()
                .filter(item -> !item.isProcessed())
                .forEach(item -> missing.computeIfAbsent(item.key(), key -> new ArrayList<>())
                        .add(item));
        while (!missing.isEmpty()) {
            List<RequestItem> ours = new ArrayList<>();
            Map<String, Claim.Theirs> theirs = new LinkedHashMap<>();
            missing.forEach((key, same) -> {
                Claim claim = cache.claim(key);
                if (claim instanceof Claim.Found found) {
                    share(found.item(), same);
                } else if (claim instanceof Claim.Theirs other) {
                    theirs.put(key, other);
                } else {
                    ours.add(same.get(0));
                }
            });
            tasks.forEach(ours, item -> cache.complete(item.key(), alone(item, tools)));
            ours.forEach(item -> share(item.processed(), missing.getOrDefault(item.key(), List.of())));
            theirs.forEach((key, other) -> join(key, other, cache, tools.scope())
                    .ifPresent(item -> share(item, missing.getOrDefault(key, List.of()))));
            missing.values().removeIf(same -> same.stream().allMatch(RequestItem::isProcessed));
        }
    }

    /** Waits for what another request is processing. Empty if that one failed: the item is then tried here. */
    private static Optional<ProcessedItem> join(
            String key, Claim.Theirs theirs, CacheSession cache, RequestScope scope) {
        return scope.clock()
                .time(Stage.WAIT, () -> scope.control().await(theirs.result()))
                .flatMap(item -> cache.join(key, item));
    }

    /** Gives an item, which is held once, to all that have its key; one of them may be where it comes from. */
    private static void share(ProcessedItem processed, List<RequestItem> items) {
        boolean given = items.stream().anyMatch(RequestItem::isProcessed);
        for (RequestItem item : items) {
            if (item.isProcessed()) {
                continue;
            }
            if (given && !processed.tryRetain()) {
                throw new IllegalStateException("an item that is held was freed");
            }
            item.shared(processed);
            given = true;
        }
    }

    private ProcessedItem alone(RequestItem item, WorkTools tools) {
        List<Tensor> owned = new ArrayList<>();
        try {
            ItemFields fields = new FieldLayout(modality(item.modality()), tools.allocator(), owned)
                    .allocate(List.of(item.source().outputs()))
                    .get(0);
            write(item, fields, tools);
            ProcessedItem processed = new ProcessedItem(fields, item.source().size(), owned);
            item.processed(processed);
            return processed;
        } catch (Throwable e) {
            owned.forEach(Tensor::close);
            throw e;
        }
    }

    private static void write(RequestItem item, ItemFields fields, WorkTools tools) {
        Map<String, Tensor> targets = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> targets.put(name, field.tensor()));
        item.naming(() -> {
            item.source().write(targets, tools);
            return fields;
        });
        fields.requireFlatRows();
    }

    private ModalitySchema modality(String name) {
        return schema.modality(name).orElseThrow();
    }
}
