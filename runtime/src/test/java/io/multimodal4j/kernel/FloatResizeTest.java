package io.multimodal4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PyTorch's bicubic interpolation, against the sum over both axes in double precision. */
class FloatResizeTest {

    private final TensorAllocator allocator = new TensorAllocator();
    private final JavaKernels kernels = new JavaKernels();

    @Test
    void equalsTheFormulaInDoublePrecision() {
        Random random = new Random(23);
        for (int i = 0; i < 60; i++) {
            int height = 1 + random.nextInt(30);
            int width = 1 + random.nextInt(30);
            int outHeight = 1 + random.nextInt(30);
            int outWidth = 1 + random.nextInt(30);
            float[] values = new float[2 * height * width];
            for (int j = 0; j < values.length; j++) {
                values[j] = random.nextFloat() * 4 - 2;
            }
            try (Tensor source = allocator.allocate(DType.FLOAT32, 2, height, width);
                    Tensor target = allocator.allocate(DType.FLOAT32, 2, outHeight, outWidth)) {
                source.asByteBuffer().asFloatBuffer().put(values);
                kernels.resizeFloat(source, target);
                float[] result = target.toFloatArray();
                for (int j = 0; j < result.length; j++) {
                    double y = (j / outWidth % outHeight + 0.5) * height / outHeight - 0.5;
                    double x = (j % outWidth + 0.5) * width / outWidth - 0.5;
                    int plane = j / (outWidth * outHeight) * height * width;
                    assertThat((double) result[j]).isCloseTo(at(values, plane, height, width, y, x), within(1e-4));
                }
            }
        }
    }

    private static double at(float[] values, int plane, int height, int width, double y, double x) {
        double sum = 0;
        for (int row = (int) Math.floor(y) - 1; row <= Math.floor(y) + 2; row++) {
            for (int column = (int) Math.floor(x) - 1; column <= Math.floor(x) + 2; column++) {
                int from = plane
                        + Math.max(0, Math.min(height - 1, row)) * width
                        + Math.max(0, Math.min(width - 1, column));
                sum += cubic(y - row) * cubic(x - column) * values[from];
            }
        }
        return sum;
    }

    private static double cubic(double distance) {
        double x = Math.abs(distance);
        double a = -0.75;
        if (x <= 1) {
            return (a + 2) * x * x * x - (a + 3) * x * x + 1;
        }
        return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
    }

    @Test
    void theSameSizeIsACopyAndAPixelIsAPlane() {
        try (Tensor source = allocator.allocate(DType.FLOAT32, 1, 2, 3);
                Tensor same = allocator.allocate(DType.FLOAT32, 1, 2, 3);
                Tensor pixel = allocator.allocate(DType.FLOAT32, 1, 1, 1);
                Tensor plane = allocator.allocate(DType.FLOAT32, 1, 3, 4)) {
            source.asByteBuffer().asFloatBuffer().put(new float[] {1, -2, 3, 4.5f, 0, 1e-3f});
            kernels.resizeFloat(source, same);
            assertThat(same.toFloatArray()).isEqualTo(source.toFloatArray());
            pixel.asByteBuffer().putFloat(0, 0.75f);
            kernels.resizeFloat(pixel, plane);
            for (float value : plane.toFloatArray()) {
                assertThat(value).isCloseTo(0.75f, within(1e-6f));
            }
        }
    }
}
