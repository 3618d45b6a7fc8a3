package io.multimodal4j.tvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.kernel.JavaKernels;
import io.multimodal4j.kernel.NormalizeTable;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Crops and look-ups equal the Java kernels' bit for bit. */
class CropAndNormalizeTest {

    private static final long SEED = 7;

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels java = new JavaKernels();

    static List<String> variants() {
        return Variants.runnable();
    }

    @AfterEach
    void everythingWasReturned() {
        assertThat(allocator.liveBytes()).isZero();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void cropsEqualJava(String variant) {
        try (TvmKernels kernels = Variants.open(variant)) {
            Random random = new Random(SEED);
            for (int i = 0; i < 300; i++) {
                int channels = 1 + random.nextInt(4);
                int top = random.nextInt(-90, 90);
                int left = random.nextInt(-90, 90);
                crop(kernels, random, 1 + random.nextInt(70), 1 + random.nextInt(70), channels, top, left);
            }
            int[] edges = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
            for (int top : edges) {
                for (int left : edges) {
                    crop(kernels, random, 9, 13, 3, top, left);
                }
            }
        }
    }

    private void crop(TvmKernels kernels, Random random, int height, int width, int channels, int top, int left) {
        int outHeight = 1 + random.nextInt(70);
        int outWidth = 1 + random.nextInt(70);
        int bytes = outHeight * outWidth * channels;
        byte[] picture = new byte[height * width * channels];
        random.nextBytes(picture);
        byte[] guard = new byte[bytes + 2];
        random.nextBytes(guard);
        try (Tensor source =
                        allocator.allocate(DType.UINT8, height, width, channels).put(picture);
                Tensor memory = allocator.allocate(DType.UINT8, bytes + 2).put(guard);
                Tensor expected = allocator.allocate(DType.UINT8, outHeight, outWidth, channels)) {
            java.crop(source, top, left, expected);
            kernels.crop(source, top, left, memory.narrow(1, bytes + 1L).reshape(outHeight, outWidth, channels));
            expected.asByteBuffer().get(0, guard, 1, bytes);
            assertThat(memory.toByteArray())
                    .as("seed %d: %s from (%d, %d) as %s", SEED, source, top, left, expected)
                    .isEqualTo(guard);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void normalizedFloatsEqualJava(String variant) {
        try (TvmKernels kernels = Variants.open(variant)) {
            Random random = new Random(SEED);
            for (int i = 0; i < 100; i++) {
                int channels = i % 3 == 0 ? 1 + random.nextInt(4) : 3;
                normalize(kernels, random, 1 + random.nextInt(90), 1 + random.nextInt(90), channels);
            }
            normalize(kernels, random, 336, 336, 3);
        }
    }

    private void normalize(TvmKernels kernels, Random random, int height, int width, int channels) {
        double[] mean = random.doubles(channels).toArray();
        double[] std = random.doubles(channels, 0.1, 1).toArray();
        NormalizeTable table = NormalizeTable.builder(channels)
                .rescale(1 / 255.0)
                .normalize(mean, std)
                .build();
        int bytes = height * width * channels;
        byte[] picture = new byte[bytes + 1];
        random.nextBytes(picture);
        byte[] guard = new byte[(bytes + 2) * Float.BYTES];
        random.nextBytes(guard);
        try (Tensor memory = allocator.allocate(DType.UINT8, bytes + 1).put(picture);
                Tensor floats = allocator.allocate(DType.FLOAT32, bytes + 2).put(guard);
                Tensor expected = allocator.allocate(DType.FLOAT32, channels, height, width)) {
            Tensor source = memory.narrow(1, bytes + 1L).reshape(height, width, channels);
            java.normalize(source, table, expected);
            kernels.normalize(source, table, floats.narrow(1, bytes + 1L).reshape(channels, height, width));
            expected.asByteBuffer().get(0, guard, Float.BYTES, bytes * Float.BYTES);
            assertThat(floats.toByteArray()).as("seed %d: %s", SEED, source).isEqualTo(guard);
        }
    }
}
