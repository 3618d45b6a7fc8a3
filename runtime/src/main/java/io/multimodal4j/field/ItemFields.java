package io.multimodal4j.field;

import io.multimodal4j.annotations.Layout;
import io.multimodal4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One item's processed fields by name: what the encoder needs of one picture, video or sound (vLLM's {@code MultiModalKwargsItem}). Made by splitting a request's
 * fields, merged with those of other items for an encode call. Immutable; borrows the tensors.
 *
 * @param modality the item's modality
 * @param fields the fields by name, in the order of the names
 */
public record ItemFields(String modality, Map<String, Field> fields) {

    /**
     * One field of one item (vLLM's {@code MultiModalFieldElem}).
     *
     * @param spec the declaration
     * @param tensor a batched field without its first dimension, an item's own rows of a flat field, or the whole of a shared field; borrowed
     */
    public record Field(FieldSpec spec, Tensor tensor) {}

    /**
     * Copies the map.
     *
     * @param modality the item's modality
     * @param fields the fields by name
     */
    public ItemFields {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /**
     * An item.
     *
     * @param modality the item's modality
     * @param fields its fields, each name once
     * @return the item
     * @throws FieldException if a field is there twice, or belongs to another modality
     */
    public static ItemFields of(String modality, Collection<Field> fields) {
        Map<String, Field> byName = new TreeMap<>();
        for (Field field : fields) {
            FieldSpec spec = field.spec();
            if (!spec.modality().equals(modality)) {
                throw new FieldException("the field '" + spec.name() + "' belongs to modality " + spec.modality()
                        + ", not to an item of modality " + modality);
            }
            if (byName.put(spec.name(), field) != null) {
                throw new FieldException(
                        "an item of modality " + modality + " has the field '" + spec.name() + "' twice");
            }
        }
        return new ItemFields(modality, byName);
    }

    /**
     * One field.
     *
     * @param name the field's name
     * @return the field
     * @throws FieldException if the item has no such field; the message lists those that it has
     */
    public Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new FieldException(
                    "an item of modality " + modality + " has no field '" + name + "', only " + fields.keySet());
        }
        return field;
    }

    /**
     * Checks each flat field against the field that gives its rows.
     *
     * @throws FieldException if a flat field has not the rows that its sizes say, or they are missing
     */
    public void requireFlatRows() {
        for (Field field : fields.values()) {
            if (field.spec().layout() == Layout.FLAT) {
                FlatSizes.requireRows(field.spec(), this);
            }
        }
    }

    /**
     * Whether this item and another one can go through one encode call: they are of the same modality, have the same fields, equal values of each shared field, and
     * shapes that may be merged (vLLM's condition in {@code group_and_batch_mm_kwargs}, and {@link Ragged#ERROR}). Shared values are compared by content.
     *
     * @param other the other item
     * @return true if {@link MergedFields#merge} takes both
     */
    public boolean canShareBatchWith(ItemFields other) {
        return modality.equals(other.modality)
                && fields.keySet().equals(other.fields.keySet())
                && fields.entrySet().stream()
                        .allMatch(entry -> canMerge(entry.getValue(), other.field(entry.getKey())));
    }

    private static boolean canMerge(Field one, Field other) {
        FieldSpec spec = one.spec();
        if (!spec.equals(other.spec()) || one.tensor().dtype() != other.tensor().dtype()) {
            return false;
        }
        return switch (spec.layout()) {
            case SHARED -> one.tensor().hasSameContent(other.tensor());
            case BATCHED ->
                canMergeShapes(spec, one.tensor().shape(), other.tensor().shape(), 0);
            case FLAT ->
                canMergeShapes(spec, one.tensor().shape(), other.tensor().shape(), 1);
        };
    }

    private static boolean canMergeShapes(FieldSpec spec, long[] one, long[] other, int from) {
        if (spec.ragged() == Ragged.LIST) {
            return true;
        }
        if (one.length != other.length || one.length < from) {
            return false;
        }
        return spec.ragged() == Ragged.PAD || Arrays.equals(one, from, one.length, other, from, other.length);
    }
}
