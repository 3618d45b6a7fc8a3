package io.multimodal4j.kernel;

import io.multimodal4j.annotations.DType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rescaling and normalising of 8-bit samples as a table: what each of the 256 bytes becomes in each channel, as float32 and, rounded once to
 * nearest even, as bfloat16 and float16. Immutable; the arrays are shared, not copied, and must not be written.
 *
 * <p>The arithmetic is that of Hugging Face, so a look-up is exact by construction. As in its NumPy path ({@link Parity#PIL}, the default),
 * rescale is {@code (float) ((double) byte * factor)}; normalise is a float32 subtraction of the mean and a float32 division by the standard
 * deviation, both rounded to float32 before. As in its torchvision path ({@link Parity#TORCHVISION}), everything is float32, and with both steps
 * mean and standard deviation are multiplied by {@code 1 / factor} and the byte itself is normalised.
 */
public final class NormalizeTable {

    /** Entries per channel. */
    public static final int ENTRIES = 256;

    private final int channels;
    private final float[] values;
    private final short[] bfloat16s;
    private final short[] float16s;

    private NormalizeTable(int channels, float[] values) {
        this.channels = channels;
        this.values = values;
        this.bfloat16s = new short[values.length];
        this.float16s = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            bfloat16s[i] = HalfPrecision.toBfloat16(values[i]);
            float16s[i] = HalfPrecision.toFloat16(values[i]);
        }
    }

    /** The steps that a table stands for; build with {@link NormalizeTable#builder(int)}. */
    public static final class Builder {
        private final int channels;
        private Parity parity = Parity.PIL;
        private double rescaleFactor = Double.NaN;
        private double @Nullable [] mean;
        private double @Nullable [] std;

        private Builder(int channels) {
            this.channels = channels;
        }

        /**
         * Chooses the arithmetic.
         *
         * @param whose that of NumPy, unless this says otherwise, or that of torchvision
         * @return this
         */
        public Builder parity(Parity whose) {
            this.parity = Objects.requireNonNull(whose, "parity");
            return this;
        }

        /**
         * Multiplies samples by a factor first.
         *
         * @param factor for example 1/255
         * @return this
         */
        public Builder rescale(double factor) {
            if (!Double.isFinite(factor) || factor == 0) {
                throw new IllegalArgumentException(
                        "the rescale factor must be a finite number other than 0: " + factor);
            }
            this.rescaleFactor = factor;
            return this;
        }

        /**
         * Subtracts a mean and divides by a standard deviation, per channel.
         *
         * @param channelMean one number per channel
         * @param channelStd one number per channel, none of them 0
         * @return this
         */
        public Builder normalize(double[] channelMean, double[] channelStd) {
            requireChannels("mean", channelMean);
            requireChannels("std", channelStd);
            for (double deviation : channelStd) {
                if ((float) deviation == 0f) {
                    throw new IllegalArgumentException("std must not be 0");
                }
            }
            this.mean = channelMean.clone();
            this.std = channelStd.clone();
            return this;
        }

        private void requireChannels(String name, double[] numbers) {
            Objects.requireNonNull(numbers, name);
            if (numbers.length != channels) {
                throw new IllegalArgumentException(
                        name + " needs a number for each of the " + channels + " channels, got " + numbers.length);
            }
        }

        /**
         * Computes the table.
         *
         * @return the table
         */
        public NormalizeTable build() {
            float[] values = new float[channels * ENTRIES];
            for (int c = 0; c < channels; c++) {
                for (int v = 0; v < ENTRIES; v++) {
                    values[c * ENTRIES + v] = parity == Parity.PIL ? inSteps(v, c) : fused(v, c);
                }
            }
            return new NormalizeTable(channels, values);
        }

        private float inSteps(int v, int c) {
            float x = Double.isNaN(rescaleFactor) ? (float) v : (float) (v * rescaleFactor);
            return mean == null || std == null ? x : (x - (float) mean[c]) / (float) std[c];
        }

        private float fused(int v, int c) {
            if (mean == null || std == null) {
                return Double.isNaN(rescaleFactor) ? v : v * (float) rescaleFactor;
            }
            float inverse = Double.isNaN(rescaleFactor) ? 1 : (float) (1.0 / rescaleFactor);
            return (v - (float) mean[c] * inverse) / ((float) std[c] * inverse);
        }
    }

    /**
     * Starts a table that changes nothing but the type.
     *
     * @param channels how many channels, at least 1
     * @return a builder
     */
    public static Builder builder(int channels) {
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1: " + channels);
        }
        return new Builder(channels);
    }

    /**
     * The number of channels.
     *
     * @return at least 1
     */
    public int channels() {
        return channels;
    }

    /**
     * The table, {@value #ENTRIES} floats per channel.
     *
     * @return the shared array; not to be written
     */
    public float[] values() {
        return values;
    }

    /**
     * The table rounded to a 16-bit type.
     *
     * @param dtype bfloat16 or float16
     * @return the bits, {@value #ENTRIES} numbers per channel, in the shared array; not to be written
     */
    public short[] bits(DType dtype) {
        if (dtype != DType.BFLOAT16 && dtype != DType.FLOAT16) {
            throw new IllegalArgumentException("a table has bits of bfloat16 and float16, not of " + dtype.typeName());
        }
        return dtype == DType.BFLOAT16 ? bfloat16s : float16s;
    }
}
