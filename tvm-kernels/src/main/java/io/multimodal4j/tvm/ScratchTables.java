package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;

/**
 * Native memory for the tables and the intermediate results of one call, one behind the other, each from a multiple of 64 bytes on. Grows as needed
 * and is kept for the next call.
 */
final class ScratchTables implements AutoCloseable {

    /** What is kept between calls at most, in bytes; more is needed only by pictures of tens of thousands of pixels a side. */
    private static final int KEPT = 1 << 22;

    private static final int FIRST = 1 << 16;

    private final TensorAllocator allocator;
    private Tensor memory;
    private long address;
    private int capacity;
    private ByteBuffer bytes;
    private ShortBuffer shorts;
    private IntBuffer ints;
    private FloatBuffer floats;
    private DoubleBuffer doubles;
    private int used;

    ScratchTables(TensorAllocator allocator) {
        this.allocator = allocator;
        this.memory = allocator.allocate(DType.UINT8, FIRST);
        view();
    }

    /** Forgets the tables of the call before and makes room for {@code size} bytes, with each table rounded up by {@link #sizeOf}. */
    void begin(long size) {
        used = 0;
        if (size > capacity) {
            resize(Math.toIntExact(Math.max(size, Math.min(2L * capacity, KEPT))));
        } else if (capacity > KEPT && size <= KEPT) {
            resize(KEPT);
        }
    }

    /** The bytes that a table takes. */
    static long sizeOf(Element type, long length) {
        long mask = TensorAllocator.ALIGNMENT - 1L;
        return (Math.multiplyExact(length, type.bytes()) + mask) & ~mask;
    }

    private void resize(int size) {
        Tensor other = allocator.allocate(DType.UINT8, size);
        memory.close();
        memory = other;
        view();
    }

    private void view() {
        address = memory.address();
        capacity = (int) memory.byteSize();
        bytes = memory.asByteBuffer();
        shorts = bytes.asShortBuffer();
        ints = bytes.asIntBuffer();
        floats = bytes.asFloatBuffer();
        doubles = bytes.asDoubleBuffer();
    }

    /** Copies a table to native memory and returns its address. */
    long add(int[] table) {
        ints.put(used / Integer.BYTES, table);
        return reserve(Element.INT32, table.length);
    }

    /** Copies a table to native memory and returns its address. */
    long add(float[] table) {
        floats.put(used / Float.BYTES, table);
        return reserve(Element.FLOAT32, table.length);
    }

    /** Copies a table to native memory and returns its address. */
    long add(short[] table) {
        shorts.put(used / Short.BYTES, table);
        return reserve(Element.UINT16, table.length);
    }

    /** Copies a table to native memory and returns its address. */
    long add(double[] table) {
        doubles.put(used / Double.BYTES, table);
        return reserve(Element.FLOAT64, table.length);
    }

    /** Writes {@code first}, {@code first + step} and so on. */
    long addRange(int first, int step, int length) {
        for (int i = 0; i < length; i++) {
            ints.put(used / Integer.BYTES + i, first + i * step);
        }
        return reserve(Element.INT32, length);
    }

    /** The address of {@code length} elements whose content is not defined. */
    long reserve(Element type, long length) {
        long start = address + used;
        used = Math.toIntExact(used + sizeOf(type, length));
        if (used > capacity) {
            throw new IllegalStateException(
                    used + " bytes of scratch memory are used, " + capacity + " were asked for");
        }
        return start;
    }

    /** Writes one number of a table that was reserved. */
    void putInt(long table, int index, int value) {
        bytes.putInt((int) (table - address) + index * Integer.BYTES, value);
    }

    /** Writes one number of a table that was reserved. */
    void putFloat(long table, int index, float value) {
        bytes.putFloat((int) (table - address) + index * Float.BYTES, value);
    }

    /** Reads one number of a table. */
    int getInt(long table, int index) {
        return bytes.getInt((int) (table - address) + index * Integer.BYTES);
    }

    @Override
    public void close() {
        memory.close();
    }
}
