package io.multimodal4j.media;

import io.multimodal4j.media.AudioItem.Samples;
import io.multimodal4j.media.AudioItem.Silence;
import io.multimodal4j.sound.InterleavedSamples;
import io.multimodal4j.sound.SoundException;
import io.multimodal4j.sound.SoundSource;
import io.multimodal4j.sound.WavFile;

/**
 * Turns {@link AudioItem}s into lengths and samples of one channel, at the rate of the model that they are for. WAV files become what {@code soundfile} reads, several channels their
 * mean as {@code numpy.mean} forms it, and another rate is changed as {@code scipy.signal.resample_poly} does. Other files (FLAC, MP3, Ogg, AAC and so on) need the optional
 * dependency {@code org.bytedeco:ffmpeg}; since their headers do not give exact lengths, they are decoded when they are opened. Safe for any number of threads.
 */
public final class AudioReader implements ItemReader<AudioItem, AudioLength> {

    private final MediaBytes bytes;
    private final MediaLimits limits;
    private final int samplingRate;

    /**
     * A reader.
     *
     * @param policy what media may be read, and what it may cost
     * @param samplingRate the rate that sounds are wanted at, in Hz
     */
    public AudioReader(MediaPolicy policy, int samplingRate) {
        this.bytes = new MediaBytes(policy);
        this.limits = policy.limits();
        this.samplingRate = samplingRate;
    }

    @Override
    public OpenedItem<AudioLength> open(AudioItem item) {
        try {
            if (item instanceof Silence silence) {
                limits.requireAudio(item, silence.length());
                return new SilentAudio(
                        resampled(item, new SilentSound(silence.length())).length());
            }
            if (item instanceof Samples samples) {
                SoundSource source =
                        new InterleavedSamples(samples.samples(), samples.channels(), samples.samplingRate());
                return new SampledAudio(samples, resampled(item, source));
            }
            byte[] encoded = encoded(item);
            return new EncodedAudio(encoded, item.toString(), resampled(item, decoder(encoded)));
        } catch (SoundException e) {
            throw new MediaException(item + " " + e.getMessage(), e);
        }
    }

    private SoundSource decoder(byte[] encoded) {
        if (encoded.length == 0) {
            throw new SoundException("is empty");
        }
        return WavFile.isWav(encoded) ? WavFile.of(encoded) : OptionalFfmpeg.sound(encoded, limits.maxAudioSamples());
    }

    private byte[] encoded(AudioItem item) {
        if (item instanceof AudioItem.Encoded memory) {
            return bytes.ofMemory(item, memory.bytes());
        }
        if (item instanceof AudioItem.File file) {
            return bytes.ofPath(item, file.path());
        }
        return bytes.ofUrl(item, ((AudioItem.Url) item).uri());
    }

    private ResampledSound resampled(AudioItem item, SoundSource source) {
        return ResampledSound.of(item, source, samplingRate, limits);
    }
}
