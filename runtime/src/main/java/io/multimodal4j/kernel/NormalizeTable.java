package io.multimodal4j.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rescaling and normalising of 8-bit samples as a table: what each of the 256 bytes becomes in each channel. Immutable.
 *
 * <p>The arithmetic is that of Hugging Face's NumPy path, so a look-up is exact by construction: rescale is
 * {@code (float) ((double) byte * factor)}; normalise is a float32 subtraction of the mean and a float32 division by the standard deviation, both
 * rounded to float32 before.
 */
public final class NormalizeTable {

    /** Entries per channel. */
    public static final int ENTRIES = 256;

    private final int channels;
    private final float[] values;

    private NormalizeTable(int channels, float[] values) {
        this.channels = channels;
        this.values = values;
    }

    /** The steps that a table stands for; build with {@link NormalizeTable#builder(int)}. */
    public static final class Builder {
        private final int channels;
        private double rescaleFactor = Double.NaN;
        private double @Nullable [] mean;
        private double @Nullable [] std;

        private Builder(int channels) {
            this.channels = channels;
        }

        /**
         * Multiplies samples by a factor first.
         *
         * @param factor for example 1/255
         * @return this
         */
        public Builder rescale(double factor) {
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
                    float x = Double.isNaN(rescaleFactor) ? (float) v : (float) (v * rescaleFactor);
                    if (mean != null && std != null) {
                        x = (x - (float) mean[c]) / (float) std[c];
                    }
                    values[c * ENTRIES + v] = x;
                }
            }
            return new NormalizeTable(channels, values);
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
}
