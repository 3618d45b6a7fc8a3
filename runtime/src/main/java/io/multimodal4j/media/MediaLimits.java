package io.multimodal4j.media;

import java.io.IOException;
import java.io.InputStream;

/**
 * What one media item may cost. Everything is checked on headers, before anything of that size is allocated or decoded. How many items a prompt may have is limited per
 * modality where the model is loaded. Immutable.
 *
 * @param maxEncodedBytes the most bytes of a file, in memory, on disk or behind a URL, or of all frames of a video together
 * @param maxImagePixels the most pixels of one picture or of one frame
 * @param maxVideoFrames the most frames of one video that are taken
 * @param maxVideoPixels the most pixels of all frames of one video that are taken
 * @param maxVideoSourceFrames the most frames that a video file or an animation holds
 * @param maxVideoSourcePixels the most pixels of those, since most of them must be decoded to reach the frames that are taken
 * @param maxAudioSamples the most samples per channel of one sound, at its own rate and at the model's
 */
public record MediaLimits(
        long maxEncodedBytes,
        long maxImagePixels,
        int maxVideoFrames,
        long maxVideoPixels,
        int maxVideoSourceFrames,
        long maxVideoSourcePixels,
        long maxAudioSamples) {

    /**
     * 256 MiB per file; 178,956,970 pixels per picture: vLLM's default, twice the size at which Pillow warns of a decompression bomb; 1,024 frames and 2<sup>29</sup>
     * pixels per video, out of at most 65,536 frames and 2<sup>36</sup> pixels, which are 18 minutes of 1920x1080 at 30 frames per second; 28,800,000 samples per sound: ten minutes
     * at 48,000 Hz.
     */
    public static final MediaLimits DEFAULT =
            new MediaLimits(256L << 20, 178_956_970L, 1_024, 1L << 29, 1 << 16, 1L << 36, 28_800_000L);

    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 16;

    /**
     * Checks the limits.
     *
     * @param maxEncodedBytes at least 1, at most 2,147,483,631, as many as an array has
     * @param maxImagePixels at least 1, at most 715,827,882, whose RGB bytes a buffer can hold
     * @param maxVideoFrames at least 1
     * @param maxVideoPixels at least 1
     * @param maxVideoSourceFrames at least 1
     * @param maxVideoSourcePixels at least 1
     * @param maxAudioSamples at least 1, at most 536,870,911, whose bytes a buffer can hold
     */
    public MediaLimits {
        requireBetween("maxEncodedBytes", maxEncodedBytes, LARGEST_ARRAY);
        requireBetween("maxImagePixels", maxImagePixels, Integer.MAX_VALUE / 3);
        requireBetween("maxVideoFrames", maxVideoFrames, Integer.MAX_VALUE);
        requireBetween("maxVideoPixels", maxVideoPixels, Long.MAX_VALUE);
        requireBetween("maxVideoSourceFrames", maxVideoSourceFrames, Integer.MAX_VALUE - 1);
        requireBetween("maxVideoSourcePixels", maxVideoSourcePixels, Long.MAX_VALUE);
        requireBetween("maxAudioSamples", maxAudioSamples, Integer.MAX_VALUE / Float.BYTES);
    }

    private static void requireBetween(String name, long limit, long most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException(name + " must be between 1 and " + most + ": " + limit);
        }
    }

    /**
     * The same limits but one.
     *
     * @param limit the most bytes of a file
     * @return the limits
     */
    public MediaLimits withMaxEncodedBytes(long limit) {
        return new MediaLimits(
                limit,
                maxImagePixels,
                maxVideoFrames,
                maxVideoPixels,
                maxVideoSourceFrames,
                maxVideoSourcePixels,
                maxAudioSamples);
    }

    /**
     * The same limits but one.
     *
     * @param limit the most pixels of one picture or of one frame
     * @return the limits
     */
    public MediaLimits withMaxImagePixels(long limit) {
        return new MediaLimits(
                maxEncodedBytes,
                limit,
                maxVideoFrames,
                maxVideoPixels,
                maxVideoSourceFrames,
                maxVideoSourcePixels,
                maxAudioSamples);
    }

    /**
     * The same limits but one.
     *
     * @param limit the most frames of one video that are taken
     * @return the limits
     */
    public MediaLimits withMaxVideoFrames(int limit) {
        return new MediaLimits(
                maxEncodedBytes,
                maxImagePixels,
                limit,
                maxVideoPixels,
                maxVideoSourceFrames,
                maxVideoSourcePixels,
                maxAudioSamples);
    }

    /**
     * The same limits but one.
     *
     * @param limit the most pixels of all frames of one video that are taken
     * @return the limits
     */
    public MediaLimits withMaxVideoPixels(long limit) {
        return new MediaLimits(
                maxEncodedBytes,
                maxImagePixels,
                maxVideoFrames,
                limit,
                maxVideoSourceFrames,
                maxVideoSourcePixels,
                maxAudioSamples);
    }

    /**
     * The same limits but one.
     *
     * @param limit the most frames that a video file or an animation holds
     * @return the limits
     */
    public MediaLimits withMaxVideoSourceFrames(int limit) {
        return new MediaLimits(
                maxEncodedBytes,
                maxImagePixels,
                maxVideoFrames,
                maxVideoPixels,
                limit,
                maxVideoSourcePixels,
                maxAudioSamples);
    }

    /**
     * The same limits but one.
     *
     * @param limit the most pixels of all frames that a video file or an animation holds
     * @return the limits
     */
    public MediaLimits withMaxVideoSourcePixels(long limit) {
        return new MediaLimits(
                maxEncodedBytes,
                maxImagePixels,
                maxVideoFrames,
                maxVideoPixels,
                maxVideoSourceFrames,
                limit,
                maxAudioSamples);
    }

    /**
     * The same limits but one.
     *
     * @param limit the most samples per channel of one sound
     * @return the limits
     */
    public MediaLimits withMaxAudioSamples(long limit) {
        return new MediaLimits(
                maxEncodedBytes,
                maxImagePixels,
                maxVideoFrames,
                maxVideoPixels,
                maxVideoSourceFrames,
                maxVideoSourcePixels,
                limit);
    }

    void requireEncoded(Object item, long bytes) {
        if (bytes > maxEncodedBytes) {
            throw new MediaException(item + " has " + bytes + " bytes, more than the limit of " + maxEncodedBytes
                    + "; make it smaller or raise MediaLimits.maxEncodedBytes");
        }
    }

    void requireImage(Object item, ImageSize size) {
        if (size.pixels() > maxImagePixels) {
            throw new MediaException(item + " has " + size + " = " + size.pixels() + " pixels, more than the limit of "
                    + maxImagePixels + "; scale it down or raise MediaLimits.maxImagePixels");
        }
    }

    void requireVideo(Object item, VideoSize size) {
        requireImage(item, size.frameSize());
        requireFrames(item, size.frames());
        long pixels = size.frameSize().pixels() * size.frames();
        if (pixels > maxVideoPixels) {
            throw new MediaException(item + " has " + size + " = " + pixels + " pixels, more than the limit of "
                    + maxVideoPixels + "; take fewer frames, scale them down or raise MediaLimits.maxVideoPixels");
        }
    }

    void requireFrames(Object item, int frames) {
        if (frames > maxVideoFrames) {
            throw new MediaException(item + " has " + frames + " frames, more than the limit of " + maxVideoFrames
                    + "; take fewer or raise MediaLimits.maxVideoFrames");
        }
    }

    void requireSourceFrames(Object item, long frames) {
        if (frames > maxVideoSourceFrames) {
            throw new MediaException(item + " holds more frames than the limit of " + maxVideoSourceFrames
                    + "; cut it shorter or raise MediaLimits.maxVideoSourceFrames");
        }
    }

    void requireVideoSource(Object item, long frames, ImageSize size) {
        requireImage(item, size);
        requireSourceFrames(item, frames);
        if (frames > maxVideoSourcePixels / size.pixels()) {
            throw new MediaException(item + " holds " + frames + " frames of " + size
                    + ", more pixels than the limit of " + maxVideoSourcePixels
                    + "; cut it shorter or raise MediaLimits.maxVideoSourcePixels");
        }
    }

    void requireAudio(Object item, AudioLength length) {
        if (length.samples() > maxAudioSamples) {
            throw new MediaException(item + " has " + length + ", more than the limit of " + maxAudioSamples
                    + "; cut it shorter or raise MediaLimits.maxAudioSamples");
        }
    }

    /** Reads a stream to its end, but no further than one byte beyond the limit. */
    byte[] readEncoded(Object item, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes((int) maxEncodedBytes);
        if (in.read() >= 0) {
            throw new MediaException(item + " has more bytes than the limit of " + maxEncodedBytes);
        }
        return bytes;
    }
}
