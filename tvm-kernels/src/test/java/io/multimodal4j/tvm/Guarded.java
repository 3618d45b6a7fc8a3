package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Random;

/** A tensor that starts where a view may, between neighbours that must stay as they are. */
final class Guarded implements AutoCloseable {

    private final Tensor memory;
    private final byte[] before;
    private final int first;

    /** The element that the tensor starts with, and what lies between the memory's ends and the tensor. */
    final Tensor tensor;

    Guarded(TensorAllocator allocator, Random random, DType dtype, long... shape) {
        long elements = 1;
        for (long dim : shape) {
            elements *= dim;
        }
        int lead = random.nextInt(3) == 0 ? 64 : 1 + random.nextInt(130);
        this.memory = allocator.allocate(dtype, elements + lead + 130);
        this.before = new byte[(int) memory.byteSize()];
        random.nextBytes(before);
        memory.put(before);
        this.first = lead * dtype.bytes();
        this.tensor = memory.narrow(lead, lead + elements).reshape(shape);
    }

    /** Fills the tensor. */
    Guarded put(byte[] content) {
        tensor.put(content);
        System.arraycopy(content, 0, before, first, content.length);
        return this;
    }

    /** The tensor has these bytes, and what is around it has not changed. */
    void requireEqual(Tensor expected, String what) {
        expected.asByteBuffer().get(0, before, first, (int) expected.byteSize());
        requireUnchanged(what);
    }

    /** Nothing has changed since the tensor was filled. */
    void requireUnchanged(String what) {
        assertThat(memory.toByteArray()).as(what).isEqualTo(before);
    }

    @Override
    public void close() {
        memory.close();
    }
}
