package io.multimodal4j.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * The weights that resample one axis: for every output position where its source samples start, how many there are, and their 22-bit
 * fixed-point weights. Immutable; the arrays are shared, not copied, and must not be written.
 *
 * <p>The computation is that of Pillow's {@code precompute_coeffs} and {@code normalize_coeffs_8bpc}: weights in double precision, each divided
 * by their sum, scaled by 2<sup>22</sup> and rounded half away from zero. The sums are not renormalised afterwards.
 *
 * <p>PyTorch rounds its weights to fewer fraction bits, so that they fit 16 bits, and then adds and shifts as Pillow does. Such weights, shifted
 * left until they have 22 fraction bits, give the same bytes; so there is one kind of plan, and {@link #precisionBits()} says how many bits
 * count. A nearest neighbour is a single sample whose weight is 1.
 */
public final class AxisPlan {

    /** Fraction bits of a weight. */
    public static final int PRECISION_BITS = 22;

    private static final int ONE = 1 << PRECISION_BITS;

    /** What PyTorch's weights stay under. */
    private static final int SHORT_WEIGHTS_END = 1 << 15;

    private final int inputSize;
    private final int outputSize;
    private final int taps;
    private final int[] starts;
    private final int[] counts;
    private final int[] weights;

    private final int precisionBits;

    private AxisPlan(int inputSize, int outputSize, int taps, int precisionBits) {
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.taps = taps;
        this.precisionBits = precisionBits;
        this.starts = new int[outputSize];
        this.counts = new int[outputSize];
        this.weights = new int[Math.multiplyExact(outputSize, taps)];
    }

    /**
     * Plans output positions {@code from} to {@code from + count} of an axis that Pillow resamples from {@code inputSize} to {@code fullSize}.
     *
     * @param filter the filter
     * @param inputSize samples of the source, at least 1
     * @param fullSize samples of the whole result, at least 1
     * @param from the first output position that is wanted
     * @param count how many output positions are wanted, at least 1
     * @return the plan
     */
    public static AxisPlan of(ResampleFilter filter, int inputSize, int fullSize, int from, int count) {
        return of(Parity.PIL, filter, inputSize, fullSize, from, count);
    }

    /**
     * Plans output positions {@code from} to {@code from + count} of an axis that is resampled from {@code inputSize} to {@code fullSize}.
     *
     * @param parity whose bytes; torchvision has only NEAREST, which is its {@code NEAREST_EXACT}, BILINEAR and BICUBIC
     * @param filter the filter
     * @param inputSize samples of the source, at least 1
     * @param fullSize samples of the whole result, at least 1
     * @param from the first output position that is wanted
     * @param count how many output positions are wanted, at least 1
     * @return the plan
     */
    public static AxisPlan of(Parity parity, ResampleFilter filter, int inputSize, int fullSize, int from, int count) {
        Objects.requireNonNull(parity, "parity");
        Objects.requireNonNull(filter, "filter");
        if (inputSize < 1 || fullSize < 1) {
            throw new IllegalArgumentException("sizes must be at least 1: " + inputSize + " to " + fullSize);
        }
        if (from < 0 || count < 1 || from > fullSize - count) {
            throw new IllegalArgumentException(
                    "[" + from + ", " + ((long) from + count) + ") is outside an axis of " + fullSize);
        }
        if (filter == ResampleFilter.NEAREST) {
            int[] starts = new int[count];
            if (parity == Parity.PIL) {
                NearestPositions.ofPillow(inputSize, fullSize, from, starts);
            } else {
                NearestPositions.ofTorchvision(inputSize, fullSize, from, starts);
            }
            return nearest(inputSize, starts);
        }
        if (parity == Parity.TORCHVISION && filter != ResampleFilter.BILINEAR && filter != ResampleFilter.BICUBIC) {
            throw new IllegalArgumentException("torchvision cannot resize with " + filter
                    + ": take BICUBIC, as transformers does in place of LANCZOS, or the parity PIL");
        }
        FilterWeights axis = new FilterWeights(filter, inputSize, fullSize);
        int bits = parity == Parity.PIL ? PRECISION_BITS : shortWeightBits(axis, fullSize);
        AxisPlan plan = new AxisPlan(inputSize, count, axis.mostTaps(), bits);
        for (int i = 0; i < count; i++) {
            plan.counts[i] = axis.at(from + i);
            plan.starts[i] = axis.start();
            plan.fill(i, axis.weights());
        }
        return plan;
    }

    private static AxisPlan nearest(int inputSize, int[] starts) {
        AxisPlan plan = new AxisPlan(inputSize, starts.length, 1, 0);
        System.arraycopy(starts, 0, plan.starts, 0, starts.length);
        Arrays.fill(plan.counts, 1);
        Arrays.fill(plan.weights, ONE);
        return plan;
    }

    /** As many fraction bits as the largest weight of the whole axis leaves room for in 16 bits. */
    private static int shortWeightBits(FilterWeights axis, int fullSize) {
        double most = 0;
        for (int i = 0; i < fullSize; i++) {
            int taps = axis.at(i);
            for (int j = 0; j < taps; j++) {
                most = Math.max(most, axis.weights()[j]);
            }
        }
        int bits = 0;
        while (bits < PRECISION_BITS && (int) (0.5 + most * (1 << (bits + 1))) < SHORT_WEIGHTS_END) {
            bits++;
        }
        return bits;
    }

    private void fill(int position, double[] exact) {
        for (int j = 0; j < counts[position]; j++) {
            double scaled = exact[j] * (1 << precisionBits);
            int rounded = (int) (exact[j] < 0 ? -0.5 + scaled : 0.5 + scaled);
            weights[position * taps + j] = rounded << (PRECISION_BITS - precisionBits);
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
     * The fraction bits of the weights that may be other than 0; their lower bits are 0 in every weight of the plan.
     *
     * @return 22 for Pillow's filters; for PyTorch's as many as let the weights without the lower bits fit 16 bits; 0 for NEAREST
     */
    public int precisionBits() {
        return precisionBits;
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
