package io.multimodal4j.tvm;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.tvm.TVMFunctionHandle;
import org.bytedeco.tvm.TVMValue;
import org.bytedeco.tvm.global.tvm_runtime;

/**
 * The native structs of one call at a time: arguments as {@code DLTensor}s, which are filled in place, so that a call allocates nothing.
 * Owned by a {@link FramePool}; used by one thread at a time.
 */
final class CallFrame implements AutoCloseable {

    /** The size of a {@code DLTensor}: data, device, ndim, dtype, shape, strides, byte_offset. */
    static final int TENSOR_BYTES = 48;

    /** Where in it the pointer to the shape is. */
    static final int SHAPE_AT = 24;

    private static final int NDIM_AT = 16;
    private static final int DTYPE_AT = 20;
    private static final int STRIDES_AT = 32;

    private static final int CPU = 1;
    private static final int MOST_ARGUMENTS = 12;
    private static final int MOST_DIMENSIONS = 4;
    private static final int DIMENSIONS_BYTES = MOST_DIMENSIONS * Long.BYTES;

    /** An argument's struct, shape and strides. */
    private static final int SLOT_BYTES = TENSOR_BYTES + 2 * DIMENSIONS_BYTES;

    private static final int VALUES_AT = MOST_ARGUMENTS * SLOT_BYTES;
    private static final int CODES_AT = VALUES_AT + (MOST_ARGUMENTS + 1) * Long.BYTES;
    private static final int FRAME_BYTES = CODES_AT + (MOST_ARGUMENTS + 1) * Integer.BYTES;

    private final Tensor memory;
    private final ByteBuffer bytes;
    private final long base;
    private final TVMValue values;
    private final IntPointer codes;
    private final TVMValue result;
    private final IntPointer resultCode;
    private final ScratchTables tables;
    private int arguments;

    CallFrame(TensorAllocator allocator) {
        this.memory = allocator.allocate(DType.UINT8, FRAME_BYTES);
        this.bytes = memory.asByteBuffer();
        this.base = memory.address();
        this.values = new TVMValue(new Address(base + VALUES_AT));
        this.codes = new IntPointer(new Address(base + CODES_AT));
        this.result = new TVMValue(new Address(base + VALUES_AT + (long) MOST_ARGUMENTS * Long.BYTES));
        this.resultCode = new IntPointer(new Address(base + CODES_AT + (long) MOST_ARGUMENTS * Integer.BYTES));
        this.tables = new ScratchTables(allocator);
        for (int i = 0; i < FRAME_BYTES; i++) {
            bytes.put(i, (byte) 0);
        }
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            bytes.putInt(i * SLOT_BYTES + Long.BYTES, CPU);
            bytes.putLong(i * SLOT_BYTES + SHAPE_AT, base + shapeAt(i));
        }
    }

    private static int shapeAt(int argument) {
        return argument * SLOT_BYTES + TENSOR_BYTES;
    }

    private static int stridesAt(int argument) {
        return shapeAt(argument) + DIMENSIONS_BYTES;
    }

    /** Tables in native memory, which stay from call to call. */
    ScratchTables tables() {
        return tables;
    }

    /** Starts the arguments of a call. */
    CallFrame begin() {
        arguments = 0;
        return this;
    }

    CallFrame tensor(Element type, long address, long dim0) {
        return tensor(type, address, dim0, 0, 0, 0, 1);
    }

    CallFrame tensor(Element type, long address, long dim0, long dim1) {
        return tensor(type, address, dim0, dim1, 0, 0, 2);
    }

    CallFrame tensor(Element type, long address, long dim0, long dim1, long dim2) {
        return tensor(type, address, dim0, dim1, dim2, 0, 3);
    }

    CallFrame tensor(Element type, long address, long dim0, long dim1, long dim2, long dim3) {
        return tensor(type, address, dim0, dim1, dim2, dim3, 4);
    }

    /** Rows that start {@code stride} elements apart. */
    CallFrame rows(Element type, long address, long rows, long columns, long stride) {
        int argument = arguments;
        tensor(type, address, rows, columns);
        bytes.putLong(stridesAt(argument), stride);
        bytes.putLong(stridesAt(argument) + Long.BYTES, 1);
        bytes.putLong(argument * SLOT_BYTES + STRIDES_AT, base + stridesAt(argument));
        return this;
    }

    private CallFrame tensor(Element type, long address, long dim0, long dim1, long dim2, long dim3, int rank) {
        int at = arguments * SLOT_BYTES;
        int shape = shapeAt(arguments);
        bytes.putLong(at, address);
        bytes.putInt(at + NDIM_AT, rank);
        bytes.putInt(at + DTYPE_AT, type.dlpack());
        bytes.putLong(at + STRIDES_AT, 0);
        bytes.putLong(shape, dim0);
        bytes.putLong(shape + Long.BYTES, dim1);
        bytes.putLong(shape + 2 * Long.BYTES, dim2);
        bytes.putLong(shape + 3 * Long.BYTES, dim3);
        return value(base + at, tvm_runtime.kTVMDLTensorHandle);
    }

    CallFrame scalar(long value) {
        return value(value, tvm_runtime.kTVMArgInt);
    }

    private CallFrame value(long value, int code) {
        bytes.putLong(VALUES_AT + arguments * Long.BYTES, value);
        bytes.putInt(CODES_AT + arguments * Integer.BYTES, code);
        arguments++;
        return this;
    }

    /** Calls the kernel with the arguments since {@link #begin}. */
    void call(KernelLibrary library, Kernel kernel) {
        TVMFunctionHandle function = library.function(kernel);
        if (tvm_runtime.TVMFuncCall(function, values, codes, arguments, result, resultCode) != 0) {
            throw new KernelCallException(
                    kernel.symbol() + describeArguments(kernel) + " failed: " + KernelLibrary.lastError());
        }
    }

    private String describeArguments(Kernel kernel) {
        List<String> described = new ArrayList<>();
        for (int i = 0; i < arguments; i++) {
            String name = i < kernel.arguments().size() ? kernel.arguments().get(i) : "argument " + i;
            if (bytes.getInt(CODES_AT + i * Integer.BYTES) == tvm_runtime.kTVMArgInt) {
                described.add(name + " = " + bytes.getLong(VALUES_AT + i * Long.BYTES));
            } else {
                List<Long> shape = new ArrayList<>();
                for (int axis = 0; axis < bytes.getInt(i * SLOT_BYTES + NDIM_AT); axis++) {
                    shape.add(bytes.getLong(shapeAt(i) + axis * Long.BYTES));
                }
                described.add(name + " = " + shape);
            }
        }
        return described.toString();
    }

    @Override
    public void close() {
        tables.close();
        memory.close();
    }
}
