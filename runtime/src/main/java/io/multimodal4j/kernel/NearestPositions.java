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

    /** PyTorch's {@code nearest-exact}: the scale in float32, the product in double, its floor taken in float32. */
    static void ofTorchvision(int inputSize, int fullSize, int from, int[] positions) {
        float scale = (float) inputSize / fullSize;
        for (int i = 0; i < positions.length; i++) {
            float position = (float) ((from + i + 0.5) * scale);
            positions[i] = Math.min((int) position, inputSize - 1);
        }
    }
}
