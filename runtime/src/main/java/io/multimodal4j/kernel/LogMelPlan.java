package io.multimodal4j.kernel;

import java.util.Arrays;

/**
 * What a log-mel spectrogram is made with: the window, the hop, and Slaney's mel filters, as {@code WhisperFeatureExtractor} has them. Immutable;
 * the arrays are shared, not copied, and must not be written.
 *
 * <p>The signal is padded by reflection with half a window on each side. Frame {@code i} starts at {@code i * hopLength} of the padded signal, is
 * multiplied by a periodic Hann window and Fourier transformed in double precision; the spectrum is rounded to float32 per component, and its
 * squared magnitudes are summed up by filter. The tenth of the logarithms, not less than 1e-10 before and cast to float32 after, are clamped to
 * 8 under their maximum over all frames, and become {@code (x + 4) / 4}. The frame that ends behind the signal is left out, so that
 * {@code n} frames stand for {@code n * hopLength} samples.
 */
public final class LogMelPlan {

    /** What a filter's sum is raised to before its logarithm is taken. */
    public static final double FLOOR = 1e-10;

    /** How far under the maximum values are clamped, in units of the decimal logarithm. */
    public static final float RANGE = 8;

    private static final double LINEAR_END_HZ = 1000;
    private static final double LINEAR_END_MEL = 15;

    private final int fftSize;
    private final int hopLength;
    private final int samplingRate;
    private final double[] window;
    private final double[] roots;
    private final int[] firstBins;
    private final int[] offsets;
    private final double[] weights;

    private LogMelPlan(int fftSize, int hopLength, int samplingRate, int mels) {
        this.fftSize = fftSize;
        this.hopLength = hopLength;
        this.samplingRate = samplingRate;
        this.window = new double[fftSize];
        for (int i = 0; i < fftSize; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / fftSize);
        }
        this.roots = new double[2 * fftSize];
        for (int i = 0; i < fftSize; i++) {
            roots[2 * i] = Math.cos(2 * Math.PI * i / fftSize);
            roots[2 * i + 1] = -Math.sin(2 * Math.PI * i / fftSize);
        }
        this.firstBins = new int[mels];
        this.offsets = new int[mels + 1];
        double[] edges = edges(mels);
        double[] all = new double[Math.multiplyExact(mels, bins())];
        for (int m = 0; m < mels; m++) {
            offsets[m + 1] = offsets[m] + fillFilter(m, edges[m], edges[m + 1], edges[m + 2], all, offsets[m]);
        }
        this.weights = Arrays.copyOf(all, offsets[mels]);
    }

    /**
     * Plans spectrograms.
     *
     * @param fftSize samples of a frame, {@code n_fft}; even, at least 2
     * @param hopLength samples from frame to frame, {@code hop_length}; at least 1
     * @param samplingRate samples in a second, {@code sampling_rate}; at least 2
     * @param mels how many filters, {@code feature_size}; at least 1
     * @return the plan
     */
    public static LogMelPlan of(int fftSize, int hopLength, int samplingRate, int mels) {
        if (fftSize < 2 || fftSize % 2 != 0 || fftSize > 1 << 20) {
            throw new IllegalArgumentException("fftSize must be even, at least 2 and at most 2^20: " + fftSize);
        }
        if (hopLength < 1 || samplingRate < 2 || mels < 1) {
            throw new IllegalArgumentException("hopLength and mels must be at least 1, samplingRate at least 2: "
                    + hopLength + ", " + mels + ", " + samplingRate);
        }
        return new LogMelPlan(fftSize, hopLength, samplingRate, mels);
    }

    /** The edges of the filters in Hz, equally spaced in mel from 0 to half the sampling rate. */
    private double[] edges(int mels) {
        double top = toMel(samplingRate / 2.0);
        double step = top / (mels + 1);
        double[] edges = new double[mels + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = toHz(i == mels + 1 ? top : i * step);
        }
        return edges;
    }

    private static double toMel(double hz) {
        return hz < LINEAR_END_HZ ? 3 * hz / 200 : LINEAR_END_MEL + Math.log(hz / LINEAR_END_HZ) * (27 / Math.log(6.4));
    }

    private static double toHz(double mel) {
        return mel < LINEAR_END_MEL
                ? 200 * mel / 3
                : LINEAR_END_HZ * Math.exp(Math.log(6.4) / 27 * (mel - LINEAR_END_MEL));
    }

    /** Writes a triangle of area 1 over the frequencies of the bins, and returns of how many it is not 0. */
    private int fillFilter(int m, double low, double middle, double high, double[] all, int offset) {
        int topHz = samplingRate / 2;
        double step = topHz / (fftSize / 2.0);
        int count = 0;
        for (int k = 0; k < bins(); k++) {
            double hz = k * step;
            double rising = (hz - low) / (middle - low);
            double falling = (high - hz) / (high - middle);
            double weight = Math.max(0, Math.min(rising, falling)) * (2 / (high - low));
            if (weight > 0) {
                firstBins[m] = count == 0 ? k : firstBins[m];
                all[offset + count] = weight;
                count++;
            }
        }
        return count;
    }

    /**
     * The samples of a frame.
     *
     * @return an even number
     */
    public int fftSize() {
        return fftSize;
    }

    /**
     * The samples from frame to frame.
     *
     * @return at least 1
     */
    public int hopLength() {
        return hopLength;
    }

    /**
     * The sampling rate that the filters are made for.
     *
     * @return samples in a second
     */
    public int samplingRate() {
        return samplingRate;
    }

    /**
     * The number of filters.
     *
     * @return at least 1
     */
    public int mels() {
        return firstBins.length;
    }

    /**
     * The numbers of a spectrum.
     *
     * @return half the frame's samples and one
     */
    public int bins() {
        return fftSize / 2 + 1;
    }

    /**
     * The least frames of a spectrogram: the padding by reflection needs more samples than half a frame has.
     *
     * @return at least 1
     */
    public int leastFrames() {
        return fftSize / 2 / hopLength + 1;
    }

    /**
     * The periodic Hann window.
     *
     * @return {@link #fftSize()} numbers; not to be written
     */
    public double[] window() {
        return window;
    }

    /**
     * The roots of unity {@code exp(-2 * pi * i * j / fftSize)} that a Fourier transform multiplies with.
     *
     * @return {@link #fftSize()} complex numbers, real and imaginary parts in turn; not to be written
     */
    public double[] roots() {
        return roots;
    }

    /**
     * The first bin of each filter that is not 0.
     *
     * @return {@link #mels()} indices; not to be written
     */
    public int[] firstBins() {
        return firstBins;
    }

    /**
     * Where each filter's weights start in {@link #weights()}, and behind the last one where they end. A filter that lies between two bins has none.
     *
     * @return {@link #mels()} indices and one; not to be written
     */
    public int[] offsets() {
        return offsets;
    }

    /**
     * The weights of all filters, each from its first bin on.
     *
     * @return one filter behind the other; not to be written
     */
    public double[] weights() {
        return weights;
    }
}
