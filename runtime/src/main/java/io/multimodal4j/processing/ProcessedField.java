package io.multimodal4j.processing;

import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * One field of a processed request. The tensors are owned by the {@link ProcessedInputs} that it comes from.
 *
 * @param spec the declaration
 * @param merged all items in one tensor, empty if items of a batched field differ in shape
 * @param items the items one by one, in their order: views of the merged tensor where there is one
 */
public record ProcessedField(FieldSpec spec, Optional<Tensor> merged, List<Tensor> items) {

    /**
     * Copies the list.
     *
     * @param spec the declaration
     * @param merged all items in one tensor
     * @param items the items one by one
     */
    public ProcessedField {
        items = List.copyOf(items);
    }

    /**
     * The merged tensor.
     *
     * @return all items in one tensor
     * @throws IllegalStateException if the items differ in shape
     */
    public Tensor tensor() {
        return merged.orElseThrow(() -> new IllegalStateException(
                "the items of '" + spec.name() + "' differ in shape: " + items + "; take them one by one"));
    }
}
