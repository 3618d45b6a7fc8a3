package io.multimodal4j.sound;

/**
 * The mean of the channels as {@code numpy.mean} forms it in float32 over interleaved samples: one sum from left to right for fewer than 8 channels, and
 * NumPy's eight partial sums for more; then one division.
 */
final class ChannelMean {

    private static final int LANES = 8;

    /** NumPy sums up to 128 numbers in one block, and no microphone array in a prompt has half as many channels. */
    private static final int MAX_CHANNELS = 64;

    private final int channels;

    ChannelMean(int channels) {
        this.channels = channels;
    }

    static void requireMixable(int channels) {
        if (channels > MAX_CHANNELS) {
            throw new SoundException(
                    "has " + channels + " channels, more than the " + MAX_CHANNELS + " that can be mixed");
        }
    }

    /** Mixes {@code frames} frames of interleaved samples into as many samples. */
    void mix(float[] interleaved, int from, int frames, float[] mono) {
        for (int i = 0; i < frames; i++) {
            mono[i] = sum(interleaved, from + i * channels) / channels;
        }
    }

    private float sum(float[] samples, int at) {
        if (channels < LANES) {
            return addTo(-0.0f, samples, at, at + channels);
        }
        float[] lanes = new float[LANES];
        int whole = channels - channels % LANES;
        for (int i = 0; i < whole; i++) {
            lanes[i % LANES] = i < LANES ? samples[at + i] : lanes[i % LANES] + samples[at + i];
        }
        float sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        return addTo(sum, samples, at + whole, at + channels);
    }

    private static float addTo(float start, float[] samples, int from, int to) {
        float sum = start;
        for (int i = from; i < to; i++) {
            sum += samples[i];
        }
        return sum;
    }
}
