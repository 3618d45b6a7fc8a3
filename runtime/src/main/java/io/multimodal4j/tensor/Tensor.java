package io.multimodal4j.tensor;

import io.multimodal4j.annotations.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A contiguous, row-major array in native memory. Whoever receives a tensor from {@link TensorAllocator#allocate} owns it and
 * frees its memory with {@link #close()}; there is no finalizer. {@linkplain #slice Views} share the owner's memory, need no closing, and fail
 * with "already closed" once the owner is closed.
 *
 * <p>Multi-byte elements are in the machine's byte order, which is little-endian on every supported platform. An owning tensor starts at a
 * multiple of {@value TensorAllocator#ALIGNMENT} bytes; a view starts at a multiple of its element size.
 *
 * <p>Reading from several threads is safe; closing a tensor while another thread uses it, or its {@linkplain #asByteBuffer() buffer}, is not.
 */
public final class Tensor implements AutoCloseable {

    private static final int CHUNK = 1 << 30;

    private final NativeBlock block;
    private final long offset;
    private final DType dtype;
    private final long[] shape;
    private final boolean owner;

    Tensor(NativeBlock block, long offset, DType dtype, long[] shape) {
        this(block, offset, dtype, shape, true);
    }

    private Tensor(NativeBlock block, long offset, DType dtype, long[] shape, boolean owner) {
        this.block = block;
        this.offset = offset;
        this.dtype = dtype;
        this.shape = shape;
        this.owner = owner;
    }

    /**
     * The element type.
     *
     * @return the dtype
     */
    public DType dtype() {
        return dtype;
    }

    /**
     * The sizes of the dimensions, outermost first.
     *
     * @return a copy
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * The number of dimensions.
     *
     * @return 0 for a scalar
     */
    public int rank() {
        return shape.length;
    }

    /**
     * The size of one dimension.
     *
     * @param axis from 0, outermost first
     * @return the size
     */
    public long dim(int axis) {
        return shape[axis];
    }

    /**
     * The number of elements.
     *
     * @return the product of the shape
     */
    public long elementCount() {
        return Shapes.elementCount(shape);
    }

    /**
     * The size of the elements.
     *
     * @return bytes
     */
    public long byteSize() {
        return elementCount() * dtype.bytes();
    }

    /**
     * Where the first element is in memory, for native code.
     *
     * @return the address, valid until the owner is closed
     * @throws IllegalStateException if it is already closed
     */
    public long address() {
        requireOpen();
        return block.base() + offset;
    }

    /**
     * Element {@code index} along dimension 0, without that dimension. A view.
     *
     * @param index from 0
     * @return a tensor of one dimension less, which shares this one's memory
     */
    public Tensor slice(long index) {
        requireRankAtLeastOne("slice");
        if (index < 0 || index >= shape[0]) {
            throw new IndexOutOfBoundsException("index " + index + " is outside dimension 0 of " + this);
        }
        long[] inner = Arrays.copyOfRange(shape, 1, shape.length);
        return new Tensor(block, offset + index * Shapes.byteSize(dtype, inner), dtype, inner, false);
    }

    /**
     * Elements {@code from} (inclusive) to {@code to} (exclusive) along dimension 0. A view.
     *
     * @param from the first element
     * @param to behind the last element
     * @return a tensor of the same rank, which shares this one's memory
     */
    public Tensor narrow(long from, long to) {
        requireRankAtLeastOne("narrow");
        if (from < 0 || to < from || to > shape[0]) {
            throw new IndexOutOfBoundsException("[" + from + ", " + to + ") is outside dimension 0 of " + this);
        }
        long[] narrowed = shape.clone();
        narrowed[0] = to - from;
        long row = Shapes.byteSize(dtype, Arrays.copyOfRange(shape, 1, shape.length));
        return new Tensor(block, offset + from * row, dtype, narrowed, false);
    }

    /**
     * The same elements under another shape. A view.
     *
     * @param newShape sizes whose product is {@link #elementCount()}
     * @return a tensor which shares this one's memory
     */
    public Tensor reshape(long... newShape) {
        Shapes.requireValid(dtype, newShape);
        if (Shapes.elementCount(newShape) != elementCount()) {
            throw new IllegalArgumentException(
                    "cannot reshape " + this + " to " + Arrays.toString(newShape) + ": the number of elements differs");
        }
        return new Tensor(block, offset, dtype, newShape.clone(), false);
    }

    /**
     * One view over tensors that lie one behind the other along dimension 0, so that what was split can be merged without a copy.
     *
     * @param parts at least one tensor of at least one dimension
     * @return a tensor with the rows of all parts, which shares their memory; empty if they differ in dtype or in another dimension, or are not adjacent parts of one
     *     allocation in this order
     */
    public static Optional<Tensor> joined(List<Tensor> parts) {
        Tensor first = parts.get(0);
        first.requireRankAtLeastOne("join");
        long[] joined = first.shape.clone();
        long behind = first.offset + first.byteSize();
        for (Tensor part : parts.subList(1, parts.size())) {
            if (part.block != first.block
                    || part.offset != behind
                    || part.dtype != first.dtype
                    || part.rank() != first.rank()
                    || !Arrays.equals(part.shape, 1, part.rank(), first.shape, 1, first.rank())) {
                return Optional.empty();
            }
            joined[0] += part.shape[0];
            behind += part.byteSize();
        }
        return Optional.of(new Tensor(first.block, first.offset, first.dtype, joined, false));
    }

    /**
     * Whether another tensor has the same dtype, shape and bytes.
     *
     * @param other the other tensor
     * @return true if nothing tells them apart; elements are compared as bytes, so a NaN equals itself and -0 is not 0
     */
    public boolean hasSameContent(Tensor other) {
        requireOpen();
        other.requireOpen();
        if (dtype != other.dtype || !Arrays.equals(shape, other.shape)) {
            return false;
        }
        if (block == other.block && offset == other.offset) {
            return true;
        }
        long bytes = byteSize();
        for (long from = 0; from < bytes; from += CHUNK) {
            int chunk = (int) Math.min(CHUNK, bytes - from);
            if (!bufferAt(from, chunk).equals(other.bufferAt(from, chunk))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The elements as a direct buffer in native byte order, without copying. The buffer must not be used after the owner is closed.
     *
     * @return a new buffer over this tensor's memory, from position 0
     * @throws IllegalStateException if it is already closed, or larger than a buffer can be
     */
    public ByteBuffer asByteBuffer() {
        requireOpen();
        long bytes = byteSize();
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalStateException(this + " is larger than a ByteBuffer can be; take slices of it");
        }
        return bufferAt(0, (int) bytes);
    }

    ByteBuffer bufferAt(long from, int bytes) {
        if (bytes == 0) {
            return ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder());
        }
        return new MemoryView(block.base() + offset + from, bytes)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    /**
     * Copies the elements of a float32 tensor to the heap.
     *
     * @return a new array, row-major
     */
    public float[] toFloatArray() {
        require(DType.FLOAT32);
        float[] values = new float[Math.toIntExact(elementCount())];
        asByteBuffer().asFloatBuffer().get(values);
        return values;
    }

    /**
     * Copies the elements of an int64 tensor to the heap.
     *
     * @return a new array, row-major
     */
    public long[] toLongArray() {
        require(DType.INT64);
        long[] values = new long[Math.toIntExact(elementCount())];
        asByteBuffer().asLongBuffer().get(values);
        return values;
    }

    /**
     * Copies the elements of a tensor to the heap as they lie in memory.
     *
     * @return a new array of {@link #byteSize()} bytes
     */
    public byte[] toByteArray() {
        byte[] values = new byte[Math.toIntExact(byteSize())];
        asByteBuffer().get(values);
        return values;
    }

    /**
     * Fills the tensor from the heap.
     *
     * @param values exactly {@link #byteSize()} bytes
     * @return this
     */
    public Tensor put(byte[] values) {
        if (values.length != byteSize()) {
            throw new IllegalArgumentException(this + " holds " + byteSize() + " bytes, got " + values.length);
        }
        asByteBuffer().put(values);
        return this;
    }

    /**
     * Fills the tensor from another one.
     *
     * @param values a tensor of the same dtype and shape, which does not overlap with this one
     * @return this
     */
    public Tensor put(Tensor values) {
        requireOpen();
        values.requireOpen();
        if (values.dtype != dtype || !Arrays.equals(values.shape, shape)) {
            throw new IllegalArgumentException("cannot put " + values + " into " + this);
        }
        long bytes = byteSize();
        for (long from = 0; from < bytes; from += CHUNK) {
            int chunk = (int) Math.min(CHUNK, bytes - from);
            bufferAt(from, chunk).put(values.bufferAt(from, chunk));
        }
        return this;
    }

    /**
     * Sets every byte to 0, and so every element.
     *
     * @return this
     */
    public Tensor zero() {
        return fill((byte) 0);
    }

    /**
     * Sets every byte to one value.
     *
     * @param value the byte
     * @return this
     */
    public Tensor fill(byte value) {
        requireOpen();
        long bytes = byteSize();
        if (bytes > 0) {
            Pointer.memset(new MemoryView(block.base() + offset, bytes), value, bytes);
        }
        return this;
    }

    /**
     * The SHA-256 of the elements' bytes, row-major and little-endian, without dtype or shape.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Feeds the elements' bytes to a digest, row-major and little-endian, without dtype or shape.
     *
     * @param digest the digest
     */
    public void update(MessageDigest digest) {
        requireOpen();
        long bytes = byteSize();
        for (long from = 0; from < bytes; from += CHUNK) {
            digest.update(bufferAt(from, (int) Math.min(CHUNK, bytes - from)));
        }
    }

    /**
     * Whether the memory belongs to another tensor.
     *
     * @return false for a tensor that {@link #close()} frees
     */
    public boolean isView() {
        return !owner;
    }

    /**
     * Whether the memory has been returned.
     *
     * @return true once the owner is closed
     */
    public boolean isClosed() {
        return block.isFreed();
    }

    /** Returns the memory if this tensor owns it; closing a view, or closing twice, does nothing. */
    @Override
    public void close() {
        if (owner) {
            block.free();
        }
    }

    private void requireOpen() {
        if (block.isFreed()) {
            throw new IllegalStateException("already closed: " + this);
        }
    }

    private void require(DType wanted) {
        if (dtype != wanted) {
            throw new IllegalStateException(this + " is not " + wanted.typeName());
        }
    }

    private void requireRankAtLeastOne(String what) {
        if (shape.length == 0) {
            throw new IllegalStateException("cannot " + what + " a scalar: " + this);
        }
    }

    /** The dtype and the shape, such as {@code float32[1, 3, 336, 336]}; never the elements. */
    @Override
    public String toString() {
        return Shapes.describe(dtype, shape);
    }

    /** A pointer to memory that somebody else owns. */
    private static final class MemoryView extends BytePointer {
        MemoryView(long address, long bytes) {
            super((Pointer) null);
            this.address = address;
            this.limit = bytes;
            this.capacity = bytes;
        }
    }
}
