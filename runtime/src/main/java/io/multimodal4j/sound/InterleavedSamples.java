package io.multimodal4j.sound;

import java.nio.FloatBuffer;

/** Samples in memory, those of one moment side by side. */
public final class InterleavedSamples implements SoundSource {

    private static final int FRAMES_AT_A_TIME = 4096;

    private final float[] samples;
    private final int channels;
    private final int samplingRate;

    /**
     * A sound in memory.
     *
     * @param samples the samples, a multiple of the channels; not copied
     * @param channels how many channels, 1 to 64
     * @param samplingRate samples per second and channel
     * @throws SoundException if there are more channels than can be mixed
     */
    public InterleavedSamples(float[] samples, int channels, int samplingRate) {
        ChannelMean.requireMixable(channels);
        this.samples = samples;
        this.channels = channels;
        this.samplingRate = samplingRate;
    }

    @Override
    public int frames() {
        return samples.length / channels;
    }

    @Override
    public int samplingRate() {
        return samplingRate;
    }

    @Override
    public void decodeMono(FloatBuffer target) {
        if (channels == 1) {
            target.put(samples);
            return;
        }
        ChannelMean mean = new ChannelMean(channels);
        float[] mono = new float[FRAMES_AT_A_TIME];
        for (int done = 0; done < frames(); done += FRAMES_AT_A_TIME) {
            int frames = Math.min(FRAMES_AT_A_TIME, frames() - done);
            mean.mix(samples, done * channels, frames, mono);
            target.put(mono, 0, frames);
        }
    }
}
