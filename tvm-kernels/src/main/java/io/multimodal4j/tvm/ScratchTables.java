package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Native memory for the tables of one call, one behind the other. Grows as needed and is kept for the next call. */
final class ScratchTables implements AutoCloseable {

    /** What is kept between calls at most, in ints; more is needed only by pictures of tens of thousands of pixels a side. */
    private static final int KEPT = 1 << 20;

    private static final int FIRST = 1 << 14;

    private final TensorAllocator allocator;
    private Tensor memory;
    private IntBuffer ints;
    private FloatBuffer floats;
    private int used;

    ScratchTables(TensorAllocator allocator) {
        this.allocator = allocator;
        this.memory = allocator.allocate(DType.INT32, FIRST);
        this.ints = memory.asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
        this.floats = memory.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** Forgets the tables of the call before and makes room for {@code size} ints. */
    void begin(long size) {
        used = 0;
        if (size > ints.capacity()) {
            resize(Math.toIntExact(Math.max(size, 2L * ints.capacity())));
        } else if (ints.capacity() > KEPT && size <= KEPT) {
            resize(KEPT);
        }
    }

    private void resize(int size) {
        Tensor other = allocator.allocate(DType.INT32, size);
        memory.close();
        memory = other;
        ints = memory.asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
        floats = memory.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** Copies a table to native memory and returns its address. */
    long add(int[] table) {
        ints.put(used, table);
        return reserve(table.length);
    }

    /** Copies a table with {@code offset} added to each number. */
    long add(int[] table, int offset) {
        for (int i = 0; i < table.length; i++) {
            ints.put(used + i, table[i] + offset);
        }
        return reserve(table.length);
    }

    /** Copies a table to native memory and returns its address. */
    long add(float[] table) {
        floats.put(used, table);
        return reserve(table.length);
    }

    /** Writes {@code first}, {@code first + step} and so on. */
    long addRange(int first, int step, int length) {
        for (int i = 0; i < length; i++) {
            ints.put(used + i, first + i * step);
        }
        return reserve(length);
    }

    /** The address of {@code length} ints whose content is not defined. */
    long reserve(int length) {
        long address = memory.address() + (long) used * Integer.BYTES;
        used += length;
        return address;
    }

    @Override
    public void close() {
        memory.close();
    }
}
