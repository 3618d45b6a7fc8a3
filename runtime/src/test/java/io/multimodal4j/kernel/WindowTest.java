package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows that reach over the edge, cropped and normalised, against one pixel at a time. */
class WindowTest {

    private static final long SEED = 11;

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();
    private final Random random = new Random(SEED);

    @Test
    void cropsEqualOnePixelAtATime() {
        for (int i = 0; i < 200; i++) {
            try (Picture p = new Picture();
                    Tensor target = allocator.allocate(DType.UINT8, p.outHeight, p.outWidth, p.channels)) {
                kernels.crop(p.source, p.top, p.left, p.fill, target);
                byte[] expected = new byte[(int) target.byteSize()];
                for (int j = 0; j < expected.length; j++) {
                    int pixel = j / p.channels;
                    expected[j] = (byte) p.sample(pixel / p.outWidth, pixel % p.outWidth, j % p.channels);
                }
                assertThat(target.toByteArray()).as("%s", p).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16", "FLOAT16"})
    void normalizedWindowsEqualOnePixelAtATime(DType dtype) {
        for (int i = 0; i < 200; i++) {
            try (Picture p = new Picture();
                    Tensor target = allocator.allocate(dtype, p.channels, p.outHeight, p.outWidth)) {
                NormalizeTable table = NormalizeTable.builder(p.channels)
                        .rescale(1 / 255.0)
                        .normalize(
                                random.doubles(p.channels).toArray(),
                                random.doubles(p.channels, 0.1, 1).toArray())
                        .build();
                kernels.normalize(p.source, p.top, p.left, p.fill, table, target);
                float[] expected = new float[(int) target.elementCount()];
                for (int j = 0; j < expected.length; j++) {
                    int channel = j / (p.outHeight * p.outWidth);
                    int sample = p.sample(j / p.outWidth % p.outHeight, j % p.outWidth, channel);
                    expected[j] = table.values()[channel * NormalizeTable.ENTRIES + sample];
                }
                assertThat(target.toByteArray()).as("%s", p).isEqualTo(bytes(dtype, expected));
            }
        }
    }

    private byte[] bytes(DType dtype, float[] values) {
        try (Tensor floats = allocator.allocate(DType.FLOAT32, values.length);
                Tensor halves = allocator.allocate(DType.BFLOAT16, values.length)) {
            floats.asByteBuffer().asFloatBuffer().put(values);
            if (dtype == DType.FLOAT32) {
                return floats.toByteArray();
            }
            for (int i = 0; i < values.length; i++) {
                halves.asByteBuffer()
                        .putShort(
                                2 * i,
                                dtype == DType.BFLOAT16
                                        ? HalfPrecision.toBfloat16(values[i])
                                        : HalfPrecision.toFloat16(values[i]));
            }
            return halves.toByteArray();
        }
    }

    /** A random picture and a window on it. */
    private final class Picture implements AutoCloseable {
        final int height = 1 + random.nextInt(20);
        final int width = 1 + random.nextInt(20);
        final int channels = 1 + random.nextInt(4);
        final int outHeight = 1 + random.nextInt(30);
        final int outWidth = 1 + random.nextInt(30);
        final int top = random.nextInt(8) == 0 ? extreme() : random.nextInt(-35, 25);
        final int left = random.nextInt(8) == 0 ? extreme() : random.nextInt(-35, 25);
        final int fill = random.nextInt(256);
        final byte[] bytes = new byte[height * width * channels];
        final Tensor source;

        Picture() {
            random.nextBytes(bytes);
            source = allocator.allocate(DType.UINT8, height, width, channels).put(bytes);
        }

        private int extreme() {
            return random.nextBoolean() ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }

        int sample(int y, int x, int channel) {
            long row = (long) top + y;
            long column = (long) left + x;
            if (row < 0 || row >= height || column < 0 || column >= width) {
                return fill;
            }
            return bytes[(int) ((row * width + column) * channels + channel)] & 0xff;
        }

        @Override
        public void close() {
            source.close();
        }

        @Override
        public String toString() {
            return "seed " + SEED + ": " + source + ", " + outWidth + "x" + outHeight + " at " + left + ", " + top
                    + " on " + fill;
        }
    }
}
