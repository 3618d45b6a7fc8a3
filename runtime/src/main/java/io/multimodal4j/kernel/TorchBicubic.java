package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * PyTorch's bicubic interpolation of float32 without antialiasing: for every position of an axis the four samples around it, their indices clamped
 * to the edge, and their weights. The products of a row are added up from left to right, then the rows from top to bottom, each operation
 * rounded to float32 on its own.
 */
public final class TorchBicubic {

    /** Samples per position. */
    public static final int TAPS = 4;

    private static final float A = -0.75f;

    private TorchBicubic() {}

    /**
     * Computes the samples and weights of an axis.
     *
     * @param inputSize samples of the source, at least 1
     * @param indices receives {@value #TAPS} indices for each position of the result
     * @param weights receives {@value #TAPS} weights for each position of the result
     */
    public static void axis(int inputSize, int[] indices, float[] weights) {
        int outputSize = indices.length / TAPS;
        float scale = (float) inputSize / outputSize;
        for (int i = 0; i < outputSize; i++) {
            float position = scale * (i + 0.5f) - 0.5f;
            int floor = (int) Math.floor(position);
            float t = position - floor;
            for (int j = 0; j < TAPS; j++) {
                indices[i * TAPS + j] = Math.max(0, Math.min(inputSize - 1, floor - 1 + j));
            }
            weights[i * TAPS] = far(t + 1);
            weights[i * TAPS + 1] = near(t);
            weights[i * TAPS + 2] = near(1 - t);
            weights[i * TAPS + 3] = far(1 - t + 1);
        }
    }

    private static float near(float x) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
    }

    private static float far(float x) {
        return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    }

    static void run(Tensor source, Tensor target) {
        int height = (int) source.dim(1);
        int width = (int) source.dim(2);
        int outHeight = (int) target.dim(1);
        int outWidth = (int) target.dim(2);
        int[] columns = new int[TAPS * outWidth];
        float[] columnWeights = new float[TAPS * outWidth];
        axis(width, columns, columnWeights);
        int[] rows = new int[TAPS * outHeight];
        float[] rowWeights = new float[TAPS * outHeight];
        axis(height, rows, rowWeights);
        FloatBuffer in = source.asByteBuffer().asFloatBuffer();
        FloatBuffer out = target.asByteBuffer().asFloatBuffer();
        float[] row = new float[width];
        float[] narrowed = new float[outWidth];
        float[] sums = new float[outWidth];
        for (int c = 0; c < source.dim(0); c++) {
            for (int y = 0; y < outHeight; y++) {
                for (int j = 0; j < TAPS; j++) {
                    in.get((c * height + rows[y * TAPS + j]) * width, row);
                    alongX(row, columns, columnWeights, narrowed);
                    float weight = rowWeights[y * TAPS + j];
                    for (int x = 0; x < outWidth; x++) {
                        float product = narrowed[x] * weight;
                        sums[x] = j == 0 ? product : sums[x] + product;
                    }
                }
                out.put((c * outHeight + y) * outWidth, sums);
            }
        }
    }

    private static void alongX(float[] row, int[] columns, float[] weights, float[] narrowed) {
        for (int x = 0; x < narrowed.length; x++) {
            int first = x * TAPS;
            float sum = row[columns[first]] * weights[first];
            for (int j = 1; j < TAPS; j++) {
                sum += row[columns[first + j]] * weights[first + j];
            }
            narrowed[x] = sum;
        }
    }
}
