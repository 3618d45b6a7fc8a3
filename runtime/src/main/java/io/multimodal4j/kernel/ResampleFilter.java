package io.multimodal4j.kernel;

/**
 * Pillow's resampling filters, with the arithmetic of {@code Resample.c}: double precision, evaluated in exactly the association written here,
 * because the last bit of a weight can decide a byte.
 */
public enum ResampleFilter {
    /** Pillow code 0: no convolution but the sample at one position, which {@link AxisPlan} computes. */
    NEAREST(0, 0.0) {
        @Override
        double weight(double x) {
            throw new UnsupportedOperationException("NEAREST takes one sample and weighs none");
        }
    },
    /** Pillow code 1: sinc windowed by sinc, support 3. */
    LANCZOS(1, 3.0) {
        @Override
        double weight(double x) {
            return x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3.0) : 0.0;
        }
    },
    /** Pillow code 2: a triangle, support 1. */
    BILINEAR(2, 1.0) {
        @Override
        double weight(double x) {
            double t = Math.abs(x);
            return t < 1.0 ? 1.0 - t : 0.0;
        }
    },
    /** Pillow code 3: Keys' cubic with a = -0.5, support 2. */
    BICUBIC(3, 2.0) {
        @Override
        double weight(double x) {
            double a = -0.5;
            double t = Math.abs(x);
            if (t < 1.0) {
                return ((a + 2.0) * t - (a + 3.0)) * t * t + 1.0;
            }
            return t < 2.0 ? (((t - 5.0) * t + 8.0) * t - 4.0) * a : 0.0;
        }
    },
    /** Pillow code 4: a box, support 0.5. */
    BOX(4, 0.5) {
        @Override
        double weight(double x) {
            return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
        }
    },
    /** Pillow code 5: sinc windowed by Hamming, support 1. */
    HAMMING(5, 1.0) {
        @Override
        double weight(double x) {
            double t = Math.abs(x);
            if (t == 0.0) {
                return 1.0;
            }
            if (t >= 1.0) {
                return 0.0;
            }
            double angle = t * Math.PI;
            return StrictMath.sin(angle) / angle * ((double) 0.54f + (double) 0.46f * StrictMath.cos(angle));
        }
    };

    private final int pillowCode;
    private final double support;

    ResampleFilter(int pillowCode, double support) {
        this.pillowCode = pillowCode;
        this.support = support;
    }

    /**
     * The number that Pillow and {@code preprocessor_config.json} use ({@code "resample": 3}).
     *
     * @return the code
     */
    public int pillowCode() {
        return pillowCode;
    }

    /**
     * How far the filter reaches to each side, in source pixels, when nothing is scaled.
     *
     * @return the support
     */
    public double support() {
        return support;
    }

    abstract double weight(double x);

    private static double sinc(double x) {
        if (x == 0.0) {
            return 1.0;
        }
        double angle = x * Math.PI;
        return StrictMath.sin(angle) / angle;
    }
}
