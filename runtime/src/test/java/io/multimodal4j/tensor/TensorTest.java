package io.multimodal4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multimodal4j.annotations.DType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {

    private final TensorAllocator allocator = new TensorAllocator();

    @Test
    void isAlignedAndKnowsItsShape() {
        try (Tensor tensor = allocator.allocate(DType.FLOAT32, 2, 3, 5)) {
            assertThat(tensor.address() % TensorAllocator.ALIGNMENT).isZero();
            assertThat(tensor.shape()).containsExactly(2, 3, 5);
            assertThat(tensor.elementCount()).isEqualTo(30);
            assertThat(tensor.byteSize()).isEqualTo(120);
            assertThat(tensor).hasToString("float32[2, 3, 5]");
        }
    }

    @Test
    void viewsShareMemory() {
        try (Tensor tensor = allocator.allocate(DType.INT64, 3, 2)) {
            ByteBuffer buffer = tensor.asByteBuffer();
            for (int i = 0; i < 6; i++) {
                buffer.putLong(i);
            }
            assertThat(tensor.slice(1).toLongArray()).containsExactly(2, 3);
            assertThat(tensor.narrow(1, 3).toLongArray()).containsExactly(2, 3, 4, 5);
            assertThat(tensor.narrow(1, 3).slice(1).toLongArray()).containsExactly(4, 5);
            assertThat(tensor.reshape(6).toLongArray()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(allocator.liveTensors()).isEqualTo(1);
        }
    }

    @Test
    void aViewDoesNotOutliveItsOwner() {
        Tensor tensor = allocator.allocate(DType.UINT8, 4, 4);
        Tensor view = tensor.slice(2);
        view.close();
        assertThat(tensor.isClosed()).isFalse();
        tensor.close();
        tensor.close();
        assertThat(view.isClosed()).isTrue();
        assertThatIllegalStateException().isThrownBy(view::asByteBuffer).withMessage("already closed: uint8[4]");
        assertThatIllegalStateException().isThrownBy(tensor::address).withMessage("already closed: uint8[4, 4]");
    }

    @Test
    void theAllocatorCounts() {
        Tensor first = allocator.allocate(DType.UINT8, 100);
        Tensor second = allocator.allocate(DType.FLOAT32, 100);
        assertThat(allocator.liveBytes()).isEqualTo(500);
        assertThat(allocator.liveTensors()).isEqualTo(2);
        second.close();
        first.close();
        assertThat(allocator.liveBytes()).isZero();
        assertThat(allocator.liveTensors()).isZero();
        assertThat(allocator.peakBytes()).isEqualTo(500);
        allocator.resetPeak();
        assertThat(allocator.peakBytes()).isZero();
    }

    @Test
    void hashesTheBytes() {
        try (Tensor tensor = allocator.allocate(DType.UINT8, 3)) {
            tensor.put("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(tensor.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }
    }

    @Test
    void anEmptyTensorIsFine() {
        try (Tensor tensor = allocator.allocate(DType.FLOAT32, 0, 3)) {
            assertThat(tensor.toFloatArray()).isEmpty();
            assertThat(tensor.sha256()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allocator.allocate(DType.UINT8, 2, -1))
                .withMessageContaining("uint8[2, -1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allocator.allocate(DType.FLOAT64, Long.MAX_VALUE, 2))
                .withMessageContaining("does not fit a long");
        assertThatThrownBy(() -> allocator.allocate(DType.UINT8, 1L << 60))
                .isInstanceOf(TensorMemoryException.class)
                .hasMessageContaining("uint8[1152921504606846976]");
        try (Tensor tensor = allocator.allocate(DType.UINT8, 2, 2)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.reshape(3))
                    .withMessageContaining("reshape");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.put(new byte[3]))
                    .withMessageContaining("4 bytes");
            assertThatThrownBy(() -> tensor.slice(2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tensor.narrow(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatIllegalStateException().isThrownBy(tensor::toFloatArray).withMessageContaining("not float32");
        }
        assertThat(allocator.liveTensors()).isZero();
    }

    @Test
    void adjacentPartsJoinWithoutACopy() {
        try (Tensor tensor = allocator.allocate(DType.INT32, 6, 2);
                Tensor other = allocator.allocate(DType.INT32, 6, 2)) {
            Tensor joined = Tensor.joined(List.of(tensor.narrow(1, 3), tensor.narrow(3, 3), tensor.narrow(3, 6)))
                    .orElseThrow();
            assertThat(joined).hasToString("int32[5, 2]");
            assertThat(joined.address()).isEqualTo(tensor.narrow(1, 6).address());
            assertThat(Tensor.joined(List.of(other)))
                    .hasValueSatisfying(view -> assertThat(view.address()).isEqualTo(other.address()));
            assertThat(Tensor.joined(List.of(tensor.narrow(0, 2), tensor.narrow(3, 6))))
                    .isEmpty();
            assertThat(Tensor.joined(List.of(tensor.narrow(2, 6), tensor.narrow(0, 2))))
                    .isEmpty();
            assertThat(Tensor.joined(List.of(tensor.narrow(0, 6), other.narrow(0, 6))))
                    .isEmpty();
            assertThat(Tensor.joined(
                            List.of(tensor.narrow(0, 2), tensor.narrow(2, 4).reshape(1, 4))))
                    .isEmpty();
            assertThat(Tensor.joined(
                            List.of(tensor.narrow(0, 2), tensor.narrow(2, 4).reshape(4))))
                    .isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(() -> Tensor.joined(List.of(tensor.reshape(12).slice(0))))
                    .withMessage("cannot join a scalar: int32[]");
            assertThat(allocator.liveTensors()).isEqualTo(2);
        }
    }

    @Test
    void contentIsDtypeShapeAndBytes() {
        try (Tensor one = allocator.allocate(DType.INT32, 2, 2).put(new byte[16]);
                Tensor two = allocator.allocate(DType.INT32, 2, 2).zero();
                Tensor real = allocator.allocate(DType.FLOAT32, 2, 2).zero()) {
            assertThat(one.hasSameContent(one)).isTrue();
            assertThat(one.hasSameContent(two)).isTrue();
            assertThat(one.hasSameContent(real)).isFalse();
            assertThat(one.hasSameContent(two.reshape(4))).isFalse();
            two.asByteBuffer().put(15, (byte) 1);
            assertThat(one.hasSameContent(two)).isFalse();
            assertThat(one.narrow(0, 0).hasSameContent(two.narrow(1, 1))).isTrue();
        }
    }

    @Test
    void isFilledFromAnother() {
        try (Tensor source = allocator.allocate(DType.UINT8, 2, 3).put(new byte[] {1, 2, 3, 4, 5, 6});
                Tensor target = allocator.allocate(DType.UINT8, 3, 3).zero()) {
            target.narrow(1, 3).put(source);
            assertThat(target.toByteArray()).containsExactly(0, 0, 0, 1, 2, 3, 4, 5, 6);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> target.put(source))
                    .withMessage("cannot put uint8[2, 3] into uint8[3, 3]");
            target.narrow(0, 0).put(source.narrow(1, 1)).zero();
            target.slice(2).zero();
            assertThat(target.toByteArray()).containsExactly(0, 0, 0, 1, 2, 3, 0, 0, 0);
        }
    }
}
