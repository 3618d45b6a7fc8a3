package io.multimodal4j.media;

/**
 * One media item as the caller hands it in. Its kind says what it is, so that nothing is guessed from ranks, ranges or file names; nothing is read or decoded until a
 * processor needs it. Immutable.
 */
public sealed interface MediaItem permits ImageItem, VideoItem, AudioItem, EmbeddingsItem, CachedItem {

    /**
     * The modality that the item belongs to.
     *
     * @return one of the names in {@link io.multimodal4j.annotations.Modality}
     */
    String modality();
}
