package io.multimodal4j.processing;

import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.field.MergedFields;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Merges the fields of one request when they are asked for, each once, and owns what had to be copied. Safe for use by several threads. */
final class FieldMerges {

    private final Map<String, List<ItemFields>> items;
    private final TensorAllocator allocator;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<Tensor>> merged = new HashMap<>();
    private final List<MergedFields> owned = new ArrayList<>();
    private boolean closed;

    FieldMerges(Map<String, List<ItemFields>> items, TensorAllocator allocator) {
        this.items = items;
        this.allocator = allocator;
    }

    Optional<Tensor> merged(FieldSpec spec) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("already closed: the request with the field '" + spec.name() + "'");
            }
            Optional<Tensor> known = merged.get(spec.name());
            if (known == null) {
                known = merge(spec);
                merged.put(spec.name(), known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Tensor> merge(FieldSpec spec) {
        List<ItemFields> having = items.getOrDefault(spec.modality(), List.of()).stream()
                .filter(item -> item.fields().containsKey(spec.name()))
                .map(item -> only(spec, item))
                .toList();
        if (!having.stream().allMatch(having.get(0)::canShareBatchWith)) {
            return Optional.empty();
        }
        MergedFields fields = MergedFields.merge(having, allocator);
        owned.add(fields);
        return Optional.ofNullable(fields.tensors().get(spec.name()));
    }

    /** The field, with the one that gives its rows. */
    private static ItemFields only(FieldSpec spec, ItemFields item) {
        List<ItemFields.Field> fields = new ArrayList<>();
        fields.add(item.field(spec.name()));
        if (item.fields().containsKey(spec.sizes())) {
            fields.add(item.field(spec.sizes()));
        }
        return ItemFields.of(spec.modality(), fields);
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            owned.forEach(MergedFields::close);
            owned.clear();
        } finally {
            lock.unlock();
        }
    }
}
