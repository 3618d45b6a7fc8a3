package io.multimodal4j.media;

/**
 * What media may cost before any of it is decoded. Immutable.
 *
 * @param maxImagePixels the most pixels of one picture, checked on its header
 */
public record MediaLimits(long maxImagePixels) {

    /** 178,956,970 pixels per picture: vLLM's default, twice the size at which Pillow warns of a decompression bomb. */
    public static final MediaLimits DEFAULT = new MediaLimits(178_956_970L);

    /**
     * Checks the limits.
     *
     * @param maxImagePixels the most pixels of one picture, at least 1
     */
    public MediaLimits {
        if (maxImagePixels < 1) {
            throw new IllegalArgumentException("maxImagePixels must be at least 1: " + maxImagePixels);
        }
    }
}
