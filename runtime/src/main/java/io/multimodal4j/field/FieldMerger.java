package io.multimodal4j.field;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Merges the items of one field into one tensor, by its layout. Made for one batch. */
final class FieldMerger {

    private final TensorAllocator allocator;
    private final List<Tensor> owned;

    /** A merger whose copies are added to {@code owned}. */
    FieldMerger(TensorAllocator allocator, List<Tensor> owned) {
        this.allocator = allocator;
        this.owned = owned;
    }

    Tensor shared(FieldSpec spec, List<Tensor> parts) {
        Tensor first = parts.get(0);
        for (Tensor part : parts) {
            if (!part.hasSameContent(first)) {
                throw new FieldException(
                        "items with different values of the shared field '" + spec.name() + "' cannot be in one batch");
            }
        }
        return first;
    }

    /** Stacks items of one shape. */
    Tensor batched(FieldSpec spec, List<Tensor> parts) {
        return rows(spec, parts.stream().map(FieldMerger::asRow).toList());
    }

    /** Puts items with rows of one shape one behind the other. */
    Tensor flat(FieldSpec spec, List<Tensor> parts) {
        return rows(spec, parts);
    }

    private static Tensor asRow(Tensor item) {
        return item.reshape(
                LongStream.concat(LongStream.of(1), LongStream.of(item.shape())).toArray());
    }

    private Tensor rows(FieldSpec spec, List<Tensor> parts) {
        return Tensor.joined(parts).orElseGet(() -> copied(spec, parts));
    }

    private Tensor copied(FieldSpec spec, List<Tensor> parts) {
        Tensor first = parts.get(0);
        Tensor merged = allocator.allocate(first.dtype(), mergedShape(spec, parts));
        owned.add(merged);
        if (spec.ragged() == Ragged.PAD) {
            merged.zero();
        }
        long row = 0;
        for (Tensor part : parts) {
            copyInto(merged.narrow(row, row + part.dim(0)), part);
            row += part.dim(0);
        }
        return merged;
    }

    /** The sum of all rows; of the other dimensions the largest, if they may differ. */
    private static long[] mergedShape(FieldSpec spec, List<Tensor> parts) {
        Tensor first = parts.get(0);
        long[] shape = first.shape();
        shape[0] = 0;
        for (Tensor part : parts) {
            if (part.dtype() != first.dtype() || part.rank() != first.rank()) {
                throw differ(spec, first, part);
            }
            shape[0] += part.dim(0);
            for (int axis = 1; axis < shape.length; axis++) {
                if (part.dim(axis) != first.dim(axis) && spec.ragged() != Ragged.PAD) {
                    throw differ(spec, first, part);
                }
                shape[axis] = Math.max(shape[axis], part.dim(axis));
            }
        }
        return shape;
    }

    /** Copies to the beginning of every dimension of a target that is as large or larger, whole blocks at a time. */
    private static void copyInto(Tensor target, Tensor part) {
        if (Arrays.equals(target.shape(), part.shape())) {
            target.put(part);
            return;
        }
        if (part.rank() == 1) {
            target.narrow(0, part.dim(0)).put(part);
            return;
        }
        for (long i = 0; i < part.dim(0); i++) {
            copyInto(target.slice(i), part.slice(i));
        }
    }

    private static FieldException differ(FieldSpec spec, Tensor one, Tensor other) {
        return new FieldException("the items of the field '" + spec.name() + "' of modality " + spec.modality()
                + " cannot be merged into one tensor: they are " + one + " and " + other
                + "; encode them in batches of one shape, or declare what becomes of them");
    }
}
