package io.multimodal4j.field;

import io.multimodal4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How many rows of a flat field each item has: the numbers of the sizes field, or the products of its rows ({@code image_grid_thw}). */
final class FlatSizes {

    private FlatSizes() {}

    /** The rows of all items of a flat field, from its merged sizes field of one or two dimensions. */
    static List<Long> rows(FieldSpec spec, FieldSpec sizes, Tensor merged) {
        if (merged.rank() != 1 && merged.rank() != 2) {
            throw new FieldException("the field '" + sizes.name()
                    + "' gives sizes, so it must have one dimension or two, but the tensor is " + merged);
        }
        List<Long> rows = new ArrayList<>();
        for (long i = 0; i < merged.dim(0); i++) {
            rows.add(ofItem(spec, sizes, merged.slice(i)));
        }
        return rows;
    }

    /** The rows of one item of a flat field, from its own sizes. */
    private static long ofItem(FieldSpec spec, FieldSpec sizes, Tensor item) {
        long units = units(sizes, item);
        if (units % spec.unitsPerRow() != 0) {
            throw new FieldException("an item's size in '" + sizes.name() + "' is " + units + ", but "
                    + spec.unitsPerRow() + " make one row of the field '" + spec.name() + "'");
        }
        return units / spec.unitsPerRow();
    }

    private static long units(FieldSpec sizes, Tensor item) {
        ByteBuffer elements = item.asByteBuffer();
        long product = 1;
        while (elements.hasRemaining()) {
            long size = switch (item.dtype()) {
                case INT64 -> elements.getLong();
                case INT32 -> elements.getInt();
                case BOOL, UINT8, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
                    throw new FieldException("the field '" + sizes.name()
                            + "' gives sizes, so it must be int64 or int32, but the tensor is " + item);
            };
            if (size < 0) {
                throw new FieldException("the field '" + sizes.name() + "' has the negative size " + size);
            }
            product = multiply(sizes, product, size);
        }
        return product;
    }

    /** Refuses an item whose rows of a flat field are not as many as its sizes say. */
    static void requireRows(FieldSpec spec, ItemFields item) {
        Tensor tensor = item.field(spec.name()).tensor();
        ItemFields.Field sizes = item.field(spec.sizes());
        long rows = ofItem(spec, sizes.spec(), sizes.tensor());
        if (tensor.rank() == 0 || tensor.dim(0) != rows) {
            throw new FieldException("an item has " + rows + " rows of the flat field '" + spec.name()
                    + "' according to its '" + spec.sizes() + "', but its tensor is " + tensor);
        }
    }

    private static long multiply(FieldSpec sizes, long one, long other) {
        try {
            return Math.multiplyExact(one, other);
        } catch (ArithmeticException e) {
            throw new FieldException("the sizes in '" + sizes.name() + "' have a product that does not fit a long");
        }
    }
}
