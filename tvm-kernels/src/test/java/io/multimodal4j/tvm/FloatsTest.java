package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bicubic interpolation, casts and merged embeddings equal the Java kernels' bit for bit. */
class FloatsTest extends KernelTest {

    @ParameterizedTest
    @MethodSource("variants")
    void interpolationsEqualJava(String variant) {
        repeat(variant, 200, (kernels, random) -> {
            int channels = 1 + random.nextInt(4);
            long[] from = {channels, 1 + random.nextInt(60), 1 + random.nextInt(60)};
            long[] to = {channels, 1 + random.nextInt(60), 1 + random.nextInt(60)};
            try (Guarded source = new Guarded(allocator, random, DType.FLOAT32, from);
                    Guarded target = new Guarded(allocator, random, DType.FLOAT32, to);
                    Tensor expected = allocator.allocate(DType.FLOAT32, to)) {
                fill(source.tensor, random);
                java.resizeFloat(source.tensor, expected);
                kernels.resizeFloat(source.tensor, target.tensor);
                target.requireEqual(expected, source.tensor + " to " + expected);
            }
        });
    }

    static void fill(Tensor tensor, Random random) {
        FloatBuffer floats = tensor.asByteBuffer().asFloatBuffer();
        for (int i = 0; i < floats.capacity(); i++) {
            floats.put(i, random.nextFloat() * 4 - 2);
        }
    }

    /** All bit patterns of 16 bits; of 32 bits random ones, and those near the middle between two halves. */
    @ParameterizedTest
    @MethodSource("variants")
    void castsEqualJava(String variant) {
        repeat(variant, 20, (kernels, random) -> {
            DType half = FLOATS[1 + random.nextInt(2)];
            int count = 1 + random.nextInt(20_000);
            try (Guarded floats = new Guarded(allocator, random, DType.FLOAT32, count)) {
                FloatBuffer values = floats.tensor.asByteBuffer().asFloatBuffer();
                for (int i = 0; i < count; i += 3) {
                    int bits = (random.nextInt() & 0xffffe000) | (0x1000 + random.nextInt(3) - 1);
                    values.put(i, Float.intBitsToFloat(random.nextBoolean() ? bits : (bits & 0xffff0fff) | 0x8000));
                }
                cast(kernels, random, floats.tensor, half);
            }
            try (Guarded halves = new Guarded(allocator, random, half, 256, 256)) {
                for (int bits = 0; bits < 1 << 16; bits++) {
                    halves.tensor.asByteBuffer().putShort(2 * bits, (short) bits);
                }
                cast(kernels, random, halves.tensor, DType.FLOAT32);
            }
        });
    }

    private void cast(TvmKernels kernels, Random random, Tensor source, DType dtype) {
        try (Guarded target = new Guarded(allocator, random, dtype, source.shape());
                Tensor expected = allocator.allocate(dtype, source.shape())) {
            java.cast(source, expected);
            kernels.cast(source, target.tensor);
            target.requireEqual(expected, source + " to " + expected);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void mergedEmbeddingsEqualJava(String variant) {
        repeat(variant, 200, (kernels, random) -> {
            int tokens = 1 + random.nextInt(60);
            byte[] mask = new byte[tokens];
            int marked = 0;
            for (int i = 0; i < tokens; i++) {
                mask[i] = (byte) (random.nextBoolean() ? 1 + random.nextInt(255) : 0);
                marked += mask[i] != 0 ? 1 : 0;
            }
            DType dtype = FLOATS[random.nextInt(FLOATS.length)];
            int hidden = 1 + random.nextInt(100);
            byte[] text = bytes(random, (long) tokens * hidden * dtype.bytes());
            try (Tensor isMultimodal = allocator.allocate(DType.BOOL, tokens).put(mask);
                    Guarded embeddings = new Guarded(allocator, random, dtype, marked, hidden);
                    Guarded more = new Guarded(allocator, random, dtype, marked + 1, hidden);
                    Guarded inputs = new Guarded(allocator, random, dtype, tokens, hidden).put(text);
                    Tensor expected = allocator.allocate(dtype, tokens, hidden).put(text)) {
                String what = marked + " of " + inputs.tensor;
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kernels.mergeEmbeddings(inputs.tensor, isMultimodal, more.tensor))
                        .withMessageContaining("isMultimodal marks " + marked + " of " + tokens);
                inputs.requireUnchanged(what);
                java.mergeEmbeddings(expected, isMultimodal, embeddings.tensor);
                kernels.mergeEmbeddings(inputs.tensor, isMultimodal, embeddings.tensor);
                inputs.requireEqual(expected, what);
            }
        });
    }
}
