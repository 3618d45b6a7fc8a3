package io.multimodal4j.field;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of several items, of one request or of several, merged for one encode call: batched fields stacked, flat fields one behind the other, shared fields
 * once. The inverse of {@link FieldSplit}; vLLM's {@code reduce_data}.
 *
 * <p>Items that already lie one behind the other in memory, such as those of one request, are not copied: the result is a view, and the items' owner must outlive
 * it. What has to be copied is owned and freed with {@link #close()}. Safe to read from several threads.
 */
public final class MergedFields implements AutoCloseable {

    private final String modality;
    private final int items;
    private final Map<String, Tensor> tensors = new TreeMap<>();
    private final Map<String, List<Tensor>> lists = new TreeMap<>();
    private final List<Tensor> owned = new ArrayList<>();

    private MergedFields(String modality, int items) {
        this.modality = modality;
        this.items = items;
    }

    /**
     * Merges items.
     *
     * @param items at least one, in the order in which their embeddings are wanted; their tensors are borrowed until the result is closed
     * @param allocator where memory for copies comes from
     * @return the merged fields; the caller closes them
     * @throws FieldException if the items {@linkplain ItemFields#canShareBatchWith do not belong in one batch}, or a flat field has not the rows that its sizes say
     */
    public static MergedFields merge(List<ItemFields> items, TensorAllocator allocator) {
        ItemFields first = items.get(0);
        items.forEach(item -> requireSameFields(first, item));
        MergedFields merged = new MergedFields(first.modality(), items.size());
        try {
            FieldMerger merger = new FieldMerger(allocator, merged.owned);
            for (String name : first.fields().keySet()) {
                merged.add(first.field(name).spec(), items, merger);
            }
            return merged;
        } catch (Throwable e) {
            merged.close();
            throw e;
        }
    }

    private void add(FieldSpec spec, List<ItemFields> items, FieldMerger merger) {
        List<Tensor> parts =
                items.stream().map(item -> item.field(spec.name()).tensor()).toList();
        switch (spec.layout()) {
            case SHARED -> tensors.put(spec.name(), merger.shared(spec, parts));
            case BATCHED -> {
                if (spec.ragged() == Ragged.LIST) {
                    lists.put(spec.name(), parts);
                } else {
                    tensors.put(spec.name(), merger.batched(spec, parts));
                }
            }
            case FLAT -> {
                items.forEach(item -> FlatSizes.requireRows(spec, item));
                if (spec.ragged() == Ragged.LIST) {
                    lists.put(spec.name(), parts);
                } else {
                    tensors.put(spec.name(), merger.flat(spec, parts));
                }
            }
        }
    }

    private static void requireSameFields(ItemFields first, ItemFields item) {
        if (!item.modality().equals(first.modality())
                || !item.fields().keySet().equals(first.fields().keySet())) {
            throw new FieldException("items cannot be merged: one of modality " + first.modality() + " has the fields "
                    + first.fields().keySet() + ", one of modality " + item.modality() + " has "
                    + item.fields().keySet());
        }
        first.fields().forEach((name, field) -> {
            if (!item.field(name).spec().equals(field.spec())) {
                throw new FieldException("items cannot be merged: they declare the field '" + name
                        + "' differently, once as " + field.spec() + ", once as "
                        + item.field(name).spec());
            }
        });
    }

    /**
     * The items' modality.
     *
     * @return the modality's name
     */
    public String modality() {
        return modality;
    }

    /**
     * How many items were merged.
     *
     * @return at least 1
     */
    public int items() {
        return items;
    }

    /**
     * The merged tensors.
     *
     * @return tensors by field name, without the fields that stay {@linkplain #lists lists}; borrowed
     */
    public Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /**
     * The fields that are declared to stay lists ({@link Ragged#LIST}).
     *
     * @return a tensor per item, by field name; borrowed
     */
    public Map<String, List<Tensor>> lists() {
        return Collections.unmodifiableMap(lists);
    }

    /**
     * The fields on their way into an encode method.
     *
     * @return guards for one call
     */
    public EncodeInputs inputs() {
        return new EncodeInputs(tensors, lists);
    }

    /** Frees what was copied; closing twice does nothing. */
    @Override
    public void close() {
        owned.forEach(Tensor::close);
    }
}
