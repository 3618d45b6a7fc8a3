package io.multimodal4j.media;

/**
 * The readers of all modalities under one set of limits. Safe for any number of threads.
 */
public final class MediaReaders {

    private final MediaLimits limits;
    private final ImageReader images;
    private final VideoReader videos;

    /**
     * Readers.
     *
     * @param limits what media may cost
     */
    public MediaReaders(MediaLimits limits) {
        this.limits = limits;
        this.images = new ImageReader(limits);
        this.videos = new VideoReader(limits);
    }

    /**
     * What reads pictures.
     *
     * @return the reader
     */
    public ItemReader<ImageItem, ImageSize> images() {
        return images;
    }

    /**
     * What reads videos.
     *
     * @return the reader
     */
    public ItemReader<VideoItem, VideoSize> videos() {
        return videos;
    }

    /**
     * What reads sounds.
     *
     * @param samplingRate the rate that they are wanted at, in Hz
     * @return the reader
     */
    public ItemReader<AudioItem, AudioLength> sounds(int samplingRate) {
        return new AudioReader(limits, samplingRate);
    }
}
