package io.multimodal4j.kernel;

import java.util.Objects;

/**
 * The weights that resample one axis: for every output position where its source samples start, how many there are, and their 22-bit
 * fixed-point weights. Immutable; the arrays are shared, not copied, and must not be written.
 *
 * <p>The computation is that of Pillow's {@code precompute_coeffs} and {@code normalize_coeffs_8bpc}: weights in double precision, each divided
 * by their sum, scaled by 2<sup>22</sup> and rounded half away from zero. The sums are not renormalised afterwards.
 */
public final class AxisPlan {

    /** Fraction bits of a weight. */
    public static final int PRECISION_BITS = 22;

    private final int inputSize;
    private final int outputSize;
    private final int taps;
    private final int[] starts;
    private final int[] counts;
    private final int[] weights;

    private AxisPlan(int inputSize, int outputSize, int taps) {
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.taps = taps;
        this.starts = new int[outputSize];
        this.counts = new int[outputSize];
        this.weights = new int[Math.multiplyExact(outputSize, taps)];
    }

    /**
     * Plans output positions {@code from} to {@code from + count} of an axis that is resampled from {@code inputSize} to {@code fullSize}.
     *
     * @param filter the filter
     * @param inputSize samples of the source, at least 1
     * @param fullSize samples of the whole result, at least 1
     * @param from the first output position that is wanted
     * @param count how many output positions are wanted, at least 1
     * @return the plan
     */
    public static AxisPlan of(ResampleFilter filter, int inputSize, int fullSize, int from, int count) {
        Objects.requireNonNull(filter, "filter");
        if (inputSize < 1 || fullSize < 1) {
            throw new IllegalArgumentException("sizes must be at least 1: " + inputSize + " to " + fullSize);
        }
        if (from < 0 || count < 1 || from > fullSize - count) {
            throw new IllegalArgumentException(
                    "[" + from + ", " + ((long) from + count) + ") is outside an axis of " + fullSize);
        }
        double scale = (double) (float) inputSize / fullSize;
        double filterScale = Math.max(scale, 1.0);
        double support = filter.support() * filterScale;
        double inverse = 1.0 / filterScale;
        int most = (int) Math.min(inputSize, Math.ceil(support) * 2 + 1);
        double[] exact = new double[most];
        AxisPlan plan = new AxisPlan(inputSize, count, most);
        for (int i = 0; i < count; i++) {
            double center = (from + i + 0.5) * scale;
            int start = Math.max((int) (center - support + 0.5), 0);
            int end = Math.min((int) (center + support + 0.5), inputSize);
            plan.starts[i] = start;
            plan.counts[i] = end - start;
            plan.fill(i, filter, center, inverse, exact);
        }
        return plan;
    }

    private void fill(int position, ResampleFilter filter, double center, double inverse, double[] exact) {
        int start = starts[position];
        int count = counts[position];
        double sum = 0.0;
        for (int j = 0; j < count; j++) {
            double weight = filter.weight((j + start - center + 0.5) * inverse);
            exact[j] = weight;
            sum += weight;
        }
        for (int j = 0; j < count; j++) {
            double weight = sum != 0.0 ? exact[j] / sum : exact[j];
            double scaled = weight * (1 << PRECISION_BITS);
            weights[position * taps + j] = (int) (weight < 0 ? -0.5 + scaled : 0.5 + scaled);
        }
    }

    /**
     * The samples of the source axis.
     *
     * @return at least 1
     */
    public int inputSize() {
        return inputSize;
    }

    /**
     * The output positions that are planned.
     *
     * @return at least 1
     */
    public int outputSize() {
        return outputSize;
    }

    /**
     * The row length of {@link #weights()}: the most samples that any output position needs, or more.
     *
     * @return at least 1
     */
    public int taps() {
        return taps;
    }

    /**
     * The first source sample of each output position.
     *
     * @return {@link #outputSize()} indices; not to be written
     */
    public int[] starts() {
        return starts;
    }

    /**
     * How many source samples each output position needs.
     *
     * @return {@link #outputSize()} numbers of at most {@link #taps()}; not to be written
     */
    public int[] counts() {
        return counts;
    }

    /**
     * The weights, {@link #taps()} per output position, zero behind the last one that counts.
     *
     * @return {@code outputSize * taps} fixed-point numbers; not to be written
     */
    public int[] weights() {
        return weights;
    }

    /**
     * The first source sample that any output position needs.
     *
     * @return an index
     */
    public int firstNeeded() {
        int first = inputSize;
        for (int start : starts) {
            first = Math.min(first, start);
        }
        return first;
    }

    /**
     * Behind the last source sample that any output position needs.
     *
     * @return an index of at most {@link #inputSize()}
     */
    public int endNeeded() {
        int end = 0;
        for (int i = 0; i < outputSize; i++) {
            end = Math.max(end, starts[i] + counts[i]);
        }
        return end;
    }
}
