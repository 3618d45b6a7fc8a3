package io.multimodal4j.processing;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Lays the fields of items out in memory before anything is computed, so that each result is written into its final place. Items that are laid out together
 * lie one behind the other wherever their shapes allow, and are then merged without a copy.
 */
final class FieldLayout {

    private final ModalitySchema schema;
    private final TensorAllocator allocator;
    private final List<Tensor> owned;

    /**
     * A layout.
     *
     * @param schema the modality's declaration
     * @param allocator where the memory comes from
     * @param owned receives the tensors that own memory
     */
    FieldLayout(ModalitySchema schema, TensorAllocator allocator, List<Tensor> owned) {
        this.schema = schema;
        this.allocator = allocator;
        this.owned = owned;
    }

    /**
     * Allocates the fields of some items.
     *
     * @param items what each item becomes
     * @return the fields of each item
     */
    List<ItemFields> allocate(List<List<Output>> items) {
        List<List<ItemFields.Field>> fields = new ArrayList<>();
        items.forEach(item -> fields.add(new ArrayList<>()));
        for (FieldSpec spec : schema.fields()) {
            List<Integer> having = new ArrayList<>();
            List<Output> outputs = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Optional<Output> output = output(items.get(i), spec);
                if (output.isPresent()) {
                    having.add(i);
                    outputs.add(output.get());
                }
            }
            List<Tensor> tensors = outputs.isEmpty() ? List.of() : allocate(spec, outputs);
            for (int i = 0; i < having.size(); i++) {
                fields.get(having.get(i)).add(new ItemFields.Field(spec, tensors.get(i)));
            }
        }
        return fields.stream()
                .map(item -> ItemFields.of(schema.modality(), item))
                .toList();
    }

    /** Fields may be missing: they are optional, or of an encode method for what this item is not. */
    private static Optional<Output> output(List<Output> item, FieldSpec spec) {
        Optional<Output> output =
                item.stream().filter(o -> o.name().equals(spec.name())).findFirst();
        output.ifPresent(made -> {
            boolean rounded = made.dtype() == DType.FLOAT32 && spec.dtype().isHalfPrecision();
            if (made.dtype() != spec.dtype() && !rounded) {
                throw new FieldException("the field '" + spec.name() + "' was declared as "
                        + spec.dtype().typeName() + ", but the processor makes "
                        + made.dtype().typeName());
            }
        });
        return output;
    }

    private List<Tensor> allocate(FieldSpec spec, List<Output> outputs) {
        if (spec.layout() == Layout.BATCHED && allEqual(outputs, 0)) {
            Tensor merged = allocate(
                    spec,
                    LongStream.concat(LongStream.of(outputs.size()), LongStream.of(shape(outputs.get(0))))
                            .toArray());
            return LongStream.range(0, outputs.size()).mapToObj(merged::slice).toList();
        }
        if (spec.layout() == Layout.FLAT && allEqual(outputs, 1)) {
            return rows(spec, outputs);
        }
        return outputs.stream().map(output -> allocate(spec, shape(output))).toList();
    }

    private List<Tensor> rows(FieldSpec spec, List<Output> outputs) {
        long[] shape = shape(outputs.get(0));
        shape[0] = outputs.stream().mapToLong(output -> output.shape().get(0)).sum();
        Tensor merged = allocate(spec, shape);
        List<Tensor> items = new ArrayList<>();
        long from = 0;
        for (Output output : outputs) {
            long to = from + output.shape().get(0);
            items.add(merged.narrow(from, to));
            from = to;
        }
        return items;
    }

    private static boolean allEqual(List<Output> outputs, int from) {
        return outputs.stream().allMatch(output -> output.shape().size() >= from)
                && outputs.stream()
                                .map(output -> output.shape()
                                        .subList(from, output.shape().size()))
                                .distinct()
                                .count()
                        == 1;
    }

    private Tensor allocate(FieldSpec spec, long[] shape) {
        Tensor tensor = allocator.allocate(spec.dtype(), shape);
        owned.add(tensor);
        return tensor;
    }

    private static long[] shape(Output output) {
        return output.shape().stream().mapToLong(Long::longValue).toArray();
    }
}
