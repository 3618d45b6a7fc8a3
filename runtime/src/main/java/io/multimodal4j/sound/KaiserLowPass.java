package io.multimodal4j.sound;

/**
 * A low-pass filter of linear phase: a sinc under a Kaiser window, scaled to pass a constant unchanged. What {@code scipy.signal.firwin} designs.
 */
final class KaiserLowPass {

    private KaiserLowPass() {}

    /**
     * The filter's coefficients.
     *
     * @param halfLength coefficients on either side of the middle
     * @param cutOff where the filter lets half through, as a fraction of half the sampling rate
     * @param beta the window's shape
     * @return 2 * halfLength + 1 coefficients whose sum is 1
     */
    static double[] coefficients(int halfLength, double cutOff, double beta) {
        double[] filter = new double[2 * halfLength + 1];
        double peak = besselI0(beta);
        double sum = 0;
        for (int i = 0; i <= halfLength; i++) {
            double x = i - halfLength;
            double across = halfLength == 0 ? 0 : x / halfLength;
            double window = besselI0(beta * Math.sqrt(Math.max(0, 1 - across * across))) / peak;
            filter[i] = cutOff * sinc(cutOff * x) * window;
            filter[2 * halfLength - i] = filter[i];
            sum += i < halfLength ? 2 * filter[i] : filter[i];
        }
        for (int i = 0; i < filter.length; i++) {
            filter[i] /= sum;
        }
        return filter;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** The modified Bessel function of order 0 by its power series, whose terms are all positive. */
    private static double besselI0(double x) {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 0x1p-54; k++) {
            term *= quarter / ((double) k * k);
            sum += term;
        }
        return sum;
    }
}
