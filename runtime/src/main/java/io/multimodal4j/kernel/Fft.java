package io.multimodal4j.kernel;

/**
 * The discrete Fourier transform of complex numbers in double precision, for any length: decimation in time by the length's prime factors, the
 * twiddle factors from one table of exact angles. Its error grows with the sum of the factors, so lengths without large factors (400 is
 * 2&middot;2&middot;2&middot;2&middot;5&middot;5) are exact to a few units in the last place.
 */
final class Fft {

    private final int size;
    private final double[] roots;
    private final double[] workReal;
    private final double[] workImaginary;

    /** For one thread at a time; element {@code j} of the complex roots is {@code exp(-2 * pi * i * j / size)}. */
    Fft(double[] roots) {
        this.size = roots.length / 2;
        this.roots = roots;
        this.workReal = new double[size];
        this.workImaginary = new double[size];
    }

    /** Transforms {@code size} numbers; the input is kept. */
    void transform(double[] inReal, double[] inImaginary, double[] real, double[] imaginary) {
        step(inReal, inImaginary, 0, 1, real, imaginary, 0, size);
    }

    /** Transforms the {@code length} inputs that are {@code stride} apart to consecutive outputs. */
    private void step(
            double[] inReal,
            double[] inImaginary,
            int in,
            int stride,
            double[] real,
            double[] imaginary,
            int out,
            int length) {
        if (length == 1) {
            real[out] = inReal[in];
            imaginary[out] = inImaginary[in];
            return;
        }
        int radix = smallestFactor(length);
        int part = length / radix;
        for (int r = 0; r < radix; r++) {
            step(inReal, inImaginary, in + r * stride, stride * radix, real, imaginary, out + r * part, part);
        }
        for (int k = 0; k < part; k++) {
            butterfly(real, imaginary, out + k, k, part, radix, stride);
        }
        System.arraycopy(workReal, 0, real, out, length);
        System.arraycopy(workImaginary, 0, imaginary, out, length);
    }

    /** The outputs {@code k}, {@code k + part} and so on, from output {@code k} of each part. */
    private void butterfly(double[] real, double[] imaginary, int first, int k, int part, int radix, int stride) {
        for (int q = 0; q < radix; q++) {
            int output = k + q * part;
            double sumReal = real[first];
            double sumImaginary = imaginary[first];
            for (int r = 1; r < radix; r++) {
                int angle = (int) ((long) r * output * stride % size);
                double a = real[first + r * part];
                double b = imaginary[first + r * part];
                sumReal += a * roots[2 * angle] - b * roots[2 * angle + 1];
                sumImaginary += a * roots[2 * angle + 1] + b * roots[2 * angle];
            }
            workReal[output] = sumReal;
            workImaginary[output] = sumImaginary;
        }
    }

    private static int smallestFactor(int number) {
        for (int factor = 2; factor * factor <= number; factor++) {
            if (number % factor == 0) {
                return factor;
            }
        }
        return number;
    }
}
