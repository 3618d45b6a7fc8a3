package io.multimodal4j.field;

import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.ShapeSpec;
import io.multimodal4j.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The merged fields of one modality on their way into one encode call, with the guard that generated dispatch code takes them through: each
 * tensor's dtype, rank, fixed dimensions and symbols are checked against its declaration, and a symbol has one size throughout the call.
 *
 * <p>Borrows the tensors. Made for one call; not safe for use by several threads.
 */
public final class EncodeInputs {

    private final Map<String, Tensor> fields;
    private final Map<String, List<Tensor>> lists;
    private final Map<String, Binding> symbols = new HashMap<>();

    /** The size that a symbol was first seen with, and where. */
    private record Binding(long size, String field) {}

    /**
     * Inputs for one call.
     *
     * @param fields the merged tensors by field name
     */
    public EncodeInputs(Map<String, Tensor> fields) {
        this(fields, Map.of());
    }

    /**
     * Inputs for one call.
     *
     * @param fields the merged tensors by field name
     * @param lists the fields that are not merged ({@link Ragged#LIST}): a tensor per item, by field name
     */
    public EncodeInputs(Map<String, Tensor> fields, Map<String, List<Tensor>> lists) {
        this.fields = Map.copyOf(fields);
        this.lists = Map.copyOf(lists);
    }

    /**
     * Takes a field after checking it.
     *
     * @param spec the declaration
     * @return the tensor, which stays the caller's
     * @throws FieldException if the field is missing, or its tensor is not what was declared
     */
    public Tensor tensor(FieldSpec spec) {
        Tensor tensor = fields.get(spec.name());
        if (tensor == null) {
            throw missing(spec, lists.containsKey(spec.name()) ? " is a list with a tensor per item" : " is missing");
        }
        if (!spec.takes(tensor.dtype())) {
            throw wrong(spec, tensor, "the dtype is " + tensor.dtype().typeName());
        }
        ShapeSpec shape = spec.shape();
        if (tensor.rank() != shape.rank()) {
            throw wrong(spec, tensor, "it has " + tensor.rank() + " dimensions");
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            check(spec, tensor, axis, shape.dims().get(axis), tensor.dim(axis));
        }
        return tensor;
    }

    /**
     * Takes a field that stays a list ({@link Ragged#LIST}) after checking each item's tensor against the declared shape. The first dimension is the number of items of a
     * batched field and the sum of the rows of a flat one, and a symbol there must agree with other fields; a symbol of another dimension may have another size in each
     * item.
     *
     * @param spec the declaration
     * @return a tensor per item, in their order; they stay the caller's
     * @throws FieldException if the field is missing or merged, or a tensor is not what was declared
     */
    public List<Tensor> tensors(FieldSpec spec) {
        List<Tensor> items = lists.get(spec.name());
        if (items == null) {
            throw missing(spec, fields.containsKey(spec.name()) ? " is merged into one tensor" : " is missing");
        }
        List<ShapeSpec.Dim> dims = spec.shape().dims();
        boolean batched = spec.layout() == Layout.BATCHED;
        List<ShapeSpec.Dim> own = batched ? dims.subList(1, dims.size()) : dims;
        long outer = 0;
        for (Tensor item : items) {
            checkItem(spec, item, own, batched ? 0 : 1);
            outer += batched ? 1 : item.dim(0);
        }
        check(spec, items, 0, dims.get(0), outer);
        return items;
    }

    private static void checkItem(FieldSpec spec, Tensor item, List<ShapeSpec.Dim> dims, int from) {
        if (!spec.takes(item.dtype())) {
            throw wrong(spec, item, "the dtype is " + item.dtype().typeName());
        }
        if (item.rank() != dims.size()) {
            throw wrong(spec, item, "an item has " + item.rank() + " dimensions");
        }
        for (int axis = from; axis < dims.size(); axis++) {
            if (dims.get(axis).isFixed() && dims.get(axis).size() != item.dim(axis)) {
                throw wrong(spec, item, "dimension " + axis + " of an item is " + item.dim(axis));
            }
        }
    }

    /**
     * Takes a field that may be missing, after checking it.
     *
     * @param spec the declaration
     * @return the tensor, which stays the caller's, or empty if it is missing
     * @throws FieldException if its tensor is not what was declared
     */
    public Optional<Tensor> optional(FieldSpec spec) {
        return fields.containsKey(spec.name()) ? Optional.of(tensor(spec)) : Optional.empty();
    }

    /**
     * Whether all of some fields are there.
     *
     * @param specs the declarations
     * @return false if one is missing
     */
    public boolean has(FieldSpec... specs) {
        return Arrays.stream(specs).allMatch(spec -> fields.containsKey(spec.name()) || lists.containsKey(spec.name()));
    }

    /**
     * The names of the fields that are there.
     *
     * @return the names, sorted
     */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(fields.keySet());
        names.addAll(lists.keySet());
        return names;
    }

    private void check(FieldSpec spec, Object tensor, int axis, ShapeSpec.Dim dim, long found) {
        if (dim.isFixed()) {
            if (found != dim.size()) {
                throw wrong(spec, tensor, "dimension " + axis + " is " + found);
            }
            return;
        }
        Binding known = symbols.putIfAbsent(dim.symbol(), new Binding(found, spec.name()));
        if (known != null && known.size() != found) {
            throw wrong(
                    spec,
                    tensor,
                    "'" + dim.symbol() + "' is " + found + " here but " + known.size() + " in '" + known.field() + "'");
        }
    }

    private FieldException missing(FieldSpec spec, String what) {
        return new FieldException(
                "the field '" + spec.name() + "' of modality " + spec.modality() + what + "; there are " + names());
    }

    private static FieldException wrong(FieldSpec spec, Object tensor, String found) {
        return new FieldException("the field '" + spec.name() + "' of modality " + spec.modality() + " was declared as "
                + spec.dtype().typeName() + " [" + spec.shape() + "], but the tensor is " + tensor + ": " + found);
    }
}
