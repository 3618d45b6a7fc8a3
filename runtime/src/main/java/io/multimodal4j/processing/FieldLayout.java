package io.multimodal4j.processing;

import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Lays the items of one field out in memory before anything is computed, so that each result is written into its final place. */
final class FieldLayout {

    private FieldLayout() {}

    /**
     * Allocates a field.
     *
     * @param spec the declaration
     * @param outputs what each item becomes, at least one
     * @param allocator where the memory comes from
     * @param owned receives the tensors that own memory
     */
    static ProcessedField allocate(
            FieldSpec spec, List<Output> outputs, TensorAllocator allocator, List<Tensor> owned) {
        for (Output output : outputs) {
            if (output.dtype() != spec.dtype()) {
                throw new FieldException("the field '" + spec.name() + "' was declared as "
                        + spec.dtype().typeName() + ", but the processor makes "
                        + output.dtype().typeName());
            }
        }
        return switch (spec.layout()) {
            case BATCHED -> batched(spec, outputs, allocator, owned);
            case FLAT -> flat(spec, outputs, allocator, owned);
            case SHARED -> shared(spec, outputs, allocator, owned);
        };
    }

    private static ProcessedField batched(
            FieldSpec spec, List<Output> outputs, TensorAllocator allocator, List<Tensor> owned) {
        List<Tensor> items = new ArrayList<>();
        if (outputs.stream().map(Output::shape).distinct().count() > 1) {
            for (Output output : outputs) {
                items.add(allocate(spec, array(output.shape()), allocator, owned));
            }
            return new ProcessedField(spec, Optional.empty(), items);
        }
        long[] shape = LongStream.concat(
                        LongStream.of(outputs.size()),
                        LongStream.of(array(outputs.get(0).shape())))
                .toArray();
        Tensor merged = allocate(spec, shape, allocator, owned);
        for (int i = 0; i < outputs.size(); i++) {
            items.add(merged.slice(i));
        }
        return new ProcessedField(spec, Optional.of(merged), items);
    }

    private static ProcessedField flat(
            FieldSpec spec, List<Output> outputs, TensorAllocator allocator, List<Tensor> owned) {
        long rows = 0;
        List<Long> first = outputs.get(0).shape();
        for (Output output : outputs) {
            if (!output.shape().subList(1, output.shape().size()).equals(first.subList(1, first.size()))) {
                throw new FieldException("the items of the flat field '" + spec.name()
                        + "' differ in more than their rows: " + first + " and " + output.shape());
            }
            rows += output.shape().get(0);
        }
        long[] shape = array(first);
        shape[0] = rows;
        Tensor merged = allocate(spec, shape, allocator, owned);
        List<Tensor> items = new ArrayList<>();
        long from = 0;
        for (Output output : outputs) {
            long to = from + output.shape().get(0);
            items.add(merged.narrow(from, to));
            from = to;
        }
        return new ProcessedField(spec, Optional.of(merged), items);
    }

    private static ProcessedField shared(
            FieldSpec spec, List<Output> outputs, TensorAllocator allocator, List<Tensor> owned) {
        Tensor merged = allocate(spec, array(outputs.get(0).shape()), allocator, owned);
        return new ProcessedField(
                spec,
                Optional.of(merged),
                outputs.stream().map(output -> merged).toList());
    }

    private static Tensor allocate(FieldSpec spec, long[] shape, TensorAllocator allocator, List<Tensor> owned) {
        Tensor tensor = allocator.allocate(spec.dtype(), shape);
        owned.add(tensor);
        return tensor;
    }

    private static long[] array(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
