package io.multimodal4j.kernel;

import io.multimodal4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;

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
     * Which sample of an axis a tap of an output position is.
     *
     * @param inputSize samples of the source
     * @param outputSize samples of the result
     * @param position from 0 to {@code outputSize - 1}
     * @param tap from 0 to 3
     * @return from 0 to {@code inputSize - 1}
     */
    public static int index(int inputSize, int outputSize, int position, int tap) {
        int floor = (int) Math.floor(center(inputSize, outputSize, position));
        return Math.max(0, Math.min(inputSize - 1, floor - 1 + tap));
    }

    /**
     * What a tap of an output position weighs.
     *
     * @param inputSize samples of the source
     * @param outputSize samples of the result
     * @param position from 0 to {@code outputSize - 1}
     * @param tap from 0 to 3
     * @return the weight
     */
    public static float weight(int inputSize, int outputSize, int position, int tap) {
        float center = center(inputSize, outputSize, position);
        float t = center - (int) Math.floor(center);
        return switch (tap) {
            case 0 -> far(t + 1);
            case 1 -> near(t);
            case 2 -> near(1 - t);
            default -> far(1 - t + 1);
        };
    }

    /** Rounded once, as PyTorch's kernels for AVX2 and later do: at the thousandth sample the product alone would be off by more than the tolerance. */
    private static float center(int inputSize, int outputSize, int position) {
        float scale = (float) inputSize / outputSize;
        return Math.fma(scale, position + 0.5f, -0.5f);
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
        fill(width, columns, columnWeights);
        int[] rows = new int[TAPS * outHeight];
        float[] rowWeights = new float[TAPS * outHeight];
        fill(height, rows, rowWeights);
        FloatBuffer in = source.asByteBuffer().asFloatBuffer();
        FloatBuffer out = target.asByteBuffer().asFloatBuffer();
        float[] row = new float[width];
        float[][] narrowed = new float[TAPS][outWidth];
        int[] places = new int[TAPS];
        float[] sums = new float[outWidth];
        for (int c = 0; c < source.dim(0); c++) {
            Arrays.fill(places, -1);
            for (int y = 0; y < outHeight; y++) {
                for (int j = 0; j < TAPS; j++) {
                    int place = rows[y * TAPS + j];
                    // Rows that follow each other have different slots, so what the row above needed too is still
                    // there.
                    int slot = place % TAPS;
                    if (places[slot] != place) {
                        in.get((c * height + place) * width, row);
                        alongX(row, columns, columnWeights, narrowed[slot]);
                        places[slot] = place;
                    }
                    add(narrowed[slot], rowWeights[y * TAPS + j], j == 0, sums);
                }
                out.put((c * outHeight + y) * outWidth, sums);
            }
        }
    }

    private static void add(float[] row, float weight, boolean first, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            float product = row[x] * weight;
            sums[x] = first ? product : sums[x] + product;
        }
    }

    private static void fill(int inputSize, int[] indices, float[] weights) {
        for (int i = 0; i < indices.length; i++) {
            indices[i] = index(inputSize, indices.length / TAPS, i / TAPS, i % TAPS);
            weights[i] = weight(inputSize, indices.length / TAPS, i / TAPS, i % TAPS);
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
