package io.multimodal4j.engine;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Items and tensors for the tests of this package. */
final class Features implements AutoCloseable {

    private final TensorAllocator allocator;
    private final List<Tensor> tensors = new ArrayList<>();

    Features(TensorAllocator allocator) {
        this.allocator = allocator;
    }

    /** An item without fields. */
    static MultiModalFeature of(String identifier, int offset, int length) {
        return of("image", 0, identifier, PlaceholderRange.ofEmbeds(offset, length), ItemFields.of("image", List.of()));
    }

    static MultiModalFeature of(
            String modality, int index, String identifier, PlaceholderRange position, ItemFields fields) {
        return new MultiModalFeature(modality, index, identifier, position, fields);
    }

    static PromptFeatures prompt(MultiModalFeature... features) {
        return new PromptFeatures(List.of(features));
    }

    /** An item whose fields are batched and hold a number each. */
    ItemFields item(String modality, String... names) {
        return ItemFields.of(
                modality,
                Stream.of(names)
                        .map(name -> new ItemFields.Field(
                                FieldSpec.batched(name, modality, DType.INT64, "n"), longs(new long[0], 1)))
                        .toList());
    }

    Tensor longs(long[] shape, long... values) {
        Tensor tensor = keep(allocator.allocate(DType.INT64, shape));
        tensor.asByteBuffer().asLongBuffer().put(values);
        return tensor;
    }

    /** A tensor whose elements count up. */
    Tensor floats(float first, long... shape) {
        return keep(owned(allocator, first, shape));
    }

    static Tensor owned(TensorAllocator allocator, float first, long... shape) {
        Tensor tensor = allocator.allocate(DType.FLOAT32, shape);
        var buffer = tensor.asByteBuffer().asFloatBuffer();
        for (int i = 0; i < tensor.elementCount(); i++) {
            buffer.put(first + i);
        }
        return tensor;
    }

    Tensor mask(String marks) {
        Tensor tensor = keep(allocator.allocate(DType.UINT8, marks.length()));
        byte[] bytes = new byte[marks.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (marks.charAt(i) == 'T' ? 1 : 0);
        }
        return tensor.put(bytes);
    }

    Tensor keep(Tensor tensor) {
        tensors.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::close);
    }
}
