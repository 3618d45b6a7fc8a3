package io.multimodal4j.testing;

import io.multimodal4j.audio.AudioProcessor;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.AudioLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Sounds of one channel at the model's rate: a tone with noise on it, of some frames to some seconds. */
final class SoundSamples {

    private static final int[] SMALL = {8_037, 20_011, 1_601, 48_000, 641, 1};

    private static final int[] HOPS = {128, 160, 256, 320, 512};
    private static final int RANDOM_LENGTHS = 1_000;

    private SoundSamples() {}

    static ItemSamples<AudioLength> of(AudioProcessor audio) {
        int rate = audio.samplingRate();
        AudioLength longest = audio.sizeWithMostFeatures();
        return new ItemSamples<>(
                AudioLength.class,
                IntStream.of(SMALL)
                        .mapToObj(samples -> new AudioLength(samples, rate))
                        .toList(),
                seed -> search(seed, longest),
                SoundSamples::tone,
                AudioItem::silence,
                audio::outputs);
    }

    private static AudioItem tone(AudioLength length) {
        float[] samples = new float[Math.toIntExact(length.samples())];
        long noise = length.samples();
        for (int i = 0; i < samples.length; i++) {
            noise = noise * 6364136223846793005L + 1442695040888963407L;
            samples[i] =
                    (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / length.samplingRate())) + (noise >> 40) * 0x1p-27f;
        }
        return AudioItem.ofSamples(samples, length.samplingRate());
    }

    /** Around whole numbers of frames and around the longest sound, beyond it too, where a rounding or a cut shows. */
    private static List<AudioLength> search(long seed, AudioLength longest) {
        List<AudioLength> lengths = new ArrayList<>();
        for (int hop : HOPS) {
            for (int frames = 0; frames <= 40; frames++) {
                add(lengths, (long) frames * hop, longest);
            }
        }
        for (int parts = 1; parts <= 8; parts++) {
            add(lengths, longest.samples() * parts / 4, longest);
        }
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_LENGTHS; i++) {
            int most = (int) Math.min(Integer.MAX_VALUE, 2 * longest.samples());
            lengths.add(new AudioLength(PictureSamples.logarithmic(random, most), longest.samplingRate()));
        }
        return lengths;
    }

    private static void add(List<AudioLength> lengths, long middle, AudioLength longest) {
        for (long samples = Math.max(1, middle - 1); samples <= middle + 1; samples++) {
            lengths.add(new AudioLength(samples, longest.samplingRate()));
        }
    }
}
