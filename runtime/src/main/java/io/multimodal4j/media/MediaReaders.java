package io.multimodal4j.media;

/**
 * The readers of all modalities under one policy. Safe for any number of threads.
 */
public final class MediaReaders {

    private final MediaPolicy policy;
    private final ImageReader images;
    private final VideoReader videos;

    /**
     * Readers.
     *
     * @param policy what media may be read, and what it may cost
     * @param loading how the pixels of pictures become RGB
     */
    public MediaReaders(MediaPolicy policy, ImageLoading loading) {
        this.policy = policy;
        this.images = new ImageReader(policy, loading);
        this.videos = new VideoReader(policy, loading);
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
        return new AudioReader(policy, samplingRate);
    }
}
