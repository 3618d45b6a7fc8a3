package io.multimodal4j.sound;

import java.nio.FloatBuffer;

/**
 * Changes the sampling rate of a sound, with the polyphase filter of {@code scipy.signal.resample_poly} at its defaults: a low-pass of
 * 20 * max(up, down) + 1 coefficients under a Kaiser window of beta 5, silence before and after. Products are summed in double and rounded to float32 once,
 * so that a result differs from SciPy's on the same samples in double by at most half a unit in the last place of a float32, and from SciPy's own
 * float32 arithmetic by at most 2<sup>-20</sup> times the loudest sample. Immutable, safe for any number of threads.
 *
 * <p>The time is linear in the longer of input and output: each output costs about 20 * max(1, down / up) products.
 */
public final class Resampler {

    /**
     * The largest factor, after both rates were divided by what they have in common. All usual rates are far below (44,100 to 48,000 is 147 to 160), and the filter's length
     * is 20 times the factor.
     */
    private static final int MAX_FACTOR = 1 << 16;

    private static final int ZERO_CROSSINGS = 10;
    private static final double KAISER_BETA = 5.0;

    private final int up;
    private final int down;

    private Resampler(int up, int down) {
        this.up = up;
        this.down = down;
    }

    /**
     * A resampler.
     *
     * @param from samples per second of the input, at least 1
     * @param to samples per second of the output, at least 1
     * @return the resampler
     * @throws SoundException if the two rates have so little in common that the filter would be too long
     */
    public static Resampler of(int from, int to) {
        if (from < 1 || to < 1) {
            throw new IllegalArgumentException("sampling rates are at least 1, got " + from + " and " + to);
        }
        int common = gcd(from, to);
        if (Math.max(from, to) / common > MAX_FACTOR) {
            throw new SoundException(
                    "cannot be resampled from " + from + " to " + to + " Hz: in lowest terms one of the rates is above "
                            + MAX_FACTOR + "; convert it to a usual rate first");
        }
        return new Resampler(to / common, from / common);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /**
     * How long the result of {@link #resample} is.
     *
     * @param samples samples of the input
     * @return samples * to / from, rounded up
     */
    public long outputLength(long samples) {
        return -Math.floorDiv(-Math.multiplyExact(samples, up), down);
    }

    /**
     * Resamples a whole sound.
     *
     * @param input the sound, from index 0 to the limit; its position is not moved
     * @param output where {@link #outputLength} samples go, from its position on, which is moved
     */
    public void resample(FloatBuffer input, FloatBuffer output) {
        int length = input.limit();
        if (up == down) {
            output.put(input.slice(0, length));
            return;
        }
        new Polyphase(up, down).run(input, length, outputLength(length), output);
    }

    /** The filter, its coefficients sorted by the phase at which they are needed. */
    private static final class Polyphase {

        private final int up;
        private final int down;
        private final int halfLength;
        private final int taps;
        /** Coefficient {@code phase + tap * up} of the filter at {@code phase * taps + tap}, with zeros behind the last. */
        private final double[] phases;

        Polyphase(int up, int down) {
            this.up = up;
            this.down = down;
            int factor = Math.max(up, down);
            this.halfLength = ZERO_CROSSINGS * factor;
            double[] filter = KaiserLowPass.coefficients(halfLength, 1.0 / factor, KAISER_BETA);
            this.taps = (filter.length + up - 1) / up;
            this.phases = new double[up * taps];
            for (int i = 0; i < filter.length; i++) {
                phases[i % up * taps + i / up] = filter[i] * up;
            }
        }

        /** Output m is the sum over i of input[i] * filter[m * down + halfLength - i * up]. */
        void run(FloatBuffer input, int length, long outputs, FloatBuffer output) {
            long centre = halfLength;
            for (long m = 0; m < outputs; m++, centre += down) {
                long newest = centre / up;
                int phase = (int) (centre % up) * taps;
                int first = (int) Math.max(0, newest - (length - 1));
                int last = (int) Math.min(taps - 1, newest);
                double sum = 0;
                for (int tap = first; tap <= last; tap++) {
                    sum += phases[phase + tap] * input.get((int) newest - tap);
                }
                output.put((float) sum);
            }
        }
    }
}
