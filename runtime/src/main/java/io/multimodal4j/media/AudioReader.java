package io.multimodal4j.media;

import io.multimodal4j.media.AudioItem.Samples;
import io.multimodal4j.media.AudioItem.Silence;

/**
 * Turns {@link AudioItem}s into lengths and samples of one channel, at the rate of the model that they are for; several channels become their mean. Safe for any number of threads.
 */
public final class AudioReader implements ItemReader<AudioItem, AudioLength> {

    private final int samplingRate;

    /**
     * A reader.
     *
     * @param limits what media may cost
     * @param samplingRate the rate that sounds are wanted at, in Hz
     */
    public AudioReader(MediaLimits limits, int samplingRate) {
        this.samplingRate = samplingRate;
    }

    @Override
    public OpenedItem<AudioLength> open(AudioItem item) {
        if (item instanceof Silence silence) {
            requireRate(item, silence.length());
            return new SilentAudio(silence.length());
        }
        if (item instanceof Samples samples) {
            requireRate(item, samples.length());
            return new RawAudio(samples);
        }
        throw new MediaException(item + " cannot be decoded: there is no decoder of sound files; give the samples");
    }

    private void requireRate(AudioItem item, AudioLength length) {
        if (length.samplingRate() != samplingRate) {
            throw new MediaException(item + " cannot be resampled; give it at " + samplingRate + " Hz");
        }
    }
}
