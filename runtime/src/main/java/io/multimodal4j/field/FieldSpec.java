package io.multimodal4j.field;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.ShapeSpec;

/**
 * One declared field of a model: what {@code @MultiModalField} says, as data. Immutable.
 *
 * @param name the field's name, as the Hugging Face processor calls it
 * @param modality the modality it belongs to
 * @param layout how items are laid out
 * @param dtype the element type
 * @param shape the merged tensor's shape
 * @param sizes for flat fields the field that gives each item's number of rows, otherwise empty
 * @param unitsPerRow for flat fields how many of the units that {@code sizes} counts make one row, at least 1
 * @param keepOnCpu whether the field stays in host memory on every back end
 * @param optional whether the field may be missing
 * @param ragged what becomes of items that differ in other dimensions when they are merged; means nothing for shared fields
 */
public record FieldSpec(
        String name,
        String modality,
        Layout layout,
        DType dtype,
        ShapeSpec shape,
        String sizes,
        int unitsPerRow,
        boolean keepOnCpu,
        boolean optional,
        Ragged ragged) {

    /**
     * Checks the numbers.
     *
     * @param name the field's name
     * @param modality the modality it belongs to
     * @param layout how items are laid out
     * @param dtype the element type
     * @param shape the merged tensor's shape
     * @param sizes the field that gives each item's number of rows
     * @param unitsPerRow how many of its units make one row
     * @param keepOnCpu whether the field stays in host memory
     * @param optional whether the field may be missing
     * @param ragged what becomes of items that differ in other dimensions
     */
    public FieldSpec {
        if (unitsPerRow < 1) {
            throw new IllegalArgumentException(
                    "unitsPerRow of the field '" + name + "' must be at least 1, got " + unitsPerRow);
        }
    }

    /**
     * A field whose element {@code i} along dimension 0 belongs to item {@code i}.
     *
     * @param name the field's name
     * @param modality the modality
     * @param dtype the element type
     * @param shape the merged shape, such as {@code "n 3 h w"}
     * @return the field
     */
    public static FieldSpec batched(String name, String modality, DType dtype, String shape) {
        return new FieldSpec(
                name, modality, Layout.BATCHED, dtype, ShapeSpec.parse(shape), "", 1, false, false, Ragged.ERROR);
    }

    /**
     * A field whose items lie one behind the other along dimension 0.
     *
     * @param name the field's name
     * @param modality the modality
     * @param dtype the element type
     * @param shape the merged shape, such as {@code "patches 1176"}
     * @param sizes the field that gives each item's number of rows
     * @return the field
     */
    public static FieldSpec flat(String name, String modality, DType dtype, String shape, String sizes) {
        return new FieldSpec(
                name, modality, Layout.FLAT, dtype, ShapeSpec.parse(shape), sizes, 1, false, false, Ragged.ERROR);
    }

    /**
     * A field with one value for all items.
     *
     * @param name the field's name
     * @param modality the modality
     * @param dtype the element type
     * @param shape the shape
     * @return the field
     */
    public static FieldSpec shared(String name, String modality, DType dtype, String shape) {
        return new FieldSpec(
                name, modality, Layout.SHARED, dtype, ShapeSpec.parse(shape), "", 1, false, false, Ragged.ERROR);
    }

    /**
     * The same field with another element type.
     *
     * @param other the element type
     * @return the field
     */
    public FieldSpec withDtype(DType other) {
        return new FieldSpec(name, modality, layout, other, shape, sizes, unitsPerRow, keepOnCpu, optional, ragged);
    }

    /**
     * Whether a tensor's element type is what was declared. A float32 field also comes in half precision, from a processor that was loaded so.
     *
     * @param found the tensor's element type
     * @return true if it is
     */
    public boolean takes(DType found) {
        return found == dtype || (dtype == DType.FLOAT32 && found.isHalfPrecision());
    }

    /**
     * The same flat field, whose sizes are in smaller units than rows: 4 for Qwen2-VL's embeddings, of which each stands for four of the patches in its grid.
     *
     * @param units how many make one row, at least 1
     * @return the field
     */
    public FieldSpec withUnitsPerRow(int units) {
        return new FieldSpec(name, modality, layout, dtype, shape, sizes, units, keepOnCpu, optional, ragged);
    }

    /**
     * The same field, kept in host memory on every back end.
     *
     * @return the field
     */
    public FieldSpec onCpu() {
        return new FieldSpec(name, modality, layout, dtype, shape, sizes, unitsPerRow, true, optional, ragged);
    }

    /**
     * The same field, which may be missing.
     *
     * @return the field
     */
    public FieldSpec mayBeMissing() {
        return new FieldSpec(name, modality, layout, dtype, shape, sizes, unitsPerRow, keepOnCpu, true, ragged);
    }

    /**
     * The same field with another rule for items that differ in other dimensions.
     *
     * @param rule what becomes of them, {@link Ragged#ERROR} unless said otherwise
     * @return the field
     */
    public FieldSpec whenRagged(Ragged rule) {
        return new FieldSpec(name, modality, layout, dtype, shape, sizes, unitsPerRow, keepOnCpu, optional, rule);
    }
}
