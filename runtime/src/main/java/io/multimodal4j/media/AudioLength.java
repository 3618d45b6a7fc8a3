package io.multimodal4j.media;

/**
 * The length of a sound.
 *
 * @param samples samples per channel, at least 1
 * @param samplingRate samples per second, at least 1
 */
public record AudioLength(long samples, int samplingRate) implements ItemSize {

    /**
     * Checks the length.
     *
     * @param samples samples per channel, at least 1
     * @param samplingRate samples per second, at least 1
     */
    public AudioLength {
        if (samples < 1 || samplingRate < 1) {
            throw new IllegalArgumentException(
                    "a sound must have at least one sample, got " + samples + " at " + samplingRate + " Hz");
        }
    }

    /** The length as people write it: {@code 16000 samples at 16000 Hz}. */
    @Override
    public String toString() {
        return samples + " samples at " + samplingRate + " Hz";
    }
}
