package io.multimodal4j.processing;

import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.Ragged;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * One field of a processed request: of all items of its modality that have it. The tensors are owned by the {@link ProcessedInputs} that it comes from. Safe to use from several
 * threads.
 */
public final class ProcessedField {

    private final FieldSpec spec;
    private final List<Tensor> items;
    private final FieldMerges merges;

    ProcessedField(FieldSpec spec, List<Tensor> items, FieldMerges merges) {
        this.spec = spec;
        this.items = List.copyOf(items);
        this.merges = merges;
    }

    /**
     * The declaration.
     *
     * @return the field's name, modality, layout, dtype and shape
     */
    public FieldSpec spec() {
        return spec;
    }

    /**
     * The items one by one.
     *
     * @return a tensor per item that has the field, in the order of the items
     */
    public List<Tensor> items() {
        return items;
    }

    /**
     * All items in one tensor. Items that lie one behind the other in memory are not copied; others are, when this is called for the first time.
     *
     * @return empty if the field stays a list, or the items differ in shape and the field does not declare that they are padded
     * @throws IllegalStateException if the request is closed
     */
    public Optional<Tensor> merged() {
        return merges.merged(spec);
    }

    /**
     * All items in one tensor, as {@link #merged()} gives it.
     *
     * @return the merged tensor
     * @throws IllegalStateException if {@link #merged()} is empty, or the request is closed
     */
    public Tensor tensor() {
        return merged().orElseThrow(() ->
                new IllegalStateException("the items of '" + spec.name() + "' are not merged, because they "
                        + (spec.ragged() == Ragged.LIST ? "stay a list" : "differ in shape")
                        + ": " + items + "; take them one by one"));
    }

    @Override
    public String toString() {
        return spec.name() + " " + items;
    }
}
