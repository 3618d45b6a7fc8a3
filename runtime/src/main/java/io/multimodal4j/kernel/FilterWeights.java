package io.multimodal4j.kernel;

/** The weights of one output position at a time in double precision, in the association of Pillow's {@code precompute_coeffs}. */
final class FilterWeights {

    private final ResampleFilter filter;
    private final int inputSize;
    private final double scale;
    private final double support;
    private final double inverse;
    private final double[] weights;
    private int start;

    FilterWeights(ResampleFilter filter, int inputSize, int outputSize) {
        this.filter = filter;
        this.inputSize = inputSize;
        this.scale = (double) (float) inputSize / outputSize;
        double filterScale = Math.max(scale, 1.0);
        this.support = filter.support() * filterScale;
        this.inverse = 1.0 / filterScale;
        this.weights = new double[(int) Math.min(inputSize, Math.ceil(support) * 2 + 1)];
    }

    int mostTaps() {
        return weights.length;
    }

    /** Computes the weights of an output position and returns how many there are. */
    int at(int position) {
        double center = (position + 0.5) * scale;
        start = Math.max((int) (center - support + 0.5), 0);
        int count = Math.min((int) (center + support + 0.5), inputSize) - start;
        double sum = 0.0;
        for (int j = 0; j < count; j++) {
            double weight = filter.weight((j + start - center + 0.5) * inverse);
            weights[j] = weight;
            sum += weight;
        }
        if (sum != 0.0) {
            for (int j = 0; j < count; j++) {
                weights[j] /= sum;
            }
        }
        return count;
    }

    /** The first source sample of the position that was computed last. */
    int start() {
        return start;
    }

    /** Its weights, which the next position overwrites. */
    double[] weights() {
        return weights;
    }
}
