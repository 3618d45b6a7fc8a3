package io.multimodal4j.kernel;

/** Which sample of an axis is the nearest: the libraries do not agree. */
final class NearestPositions {

    private NearestPositions() {}

    /** Pillow adds the scale up from position to position, and the rounding errors with it. */
    static void ofPillow(int inputSize, int fullSize, int from, int[] positions) {
        double scale = (double) (float) inputSize / fullSize;
        double position = scale * 0.5;
        for (int i = 0; i < from; i++) {
            position += scale;
        }
        for (int i = 0; i < positions.length; i++) {
            positions[i] = Math.min((int) position, inputSize - 1);
            position += scale;
        }
    }

    /**
     * PyTorch's {@code nearest-exact}: half a sample is taken from the centre and added again, in float32. Its kernels for AVX2 and later, which are those that run today, round product and
     * difference once, together.
     */
    static void ofTorchvision(int inputSize, int fullSize, int from, int[] positions) {
        float scale = (float) inputSize / fullSize;
        for (int i = 0; i < positions.length; i++) {
            float center = Math.fma(scale, from + i + 0.5f, -0.5f);
            positions[i] = Math.min((int) (center + 0.5f), inputSize - 1);
        }
    }
}
