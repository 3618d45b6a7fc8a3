package io.multimodal4j.processing;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.audio.AudioProcessor;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.media.ItemReader;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.media.MediaReaders;
import io.multimodal4j.media.VideoItem;
import io.multimodal4j.video.VideoProcessor;

/**
 * The way of the items of one modality: what opens them and what processes them.
 *
 * @param <I> the items
 * @param <S> their sizes
 * @param modality the modality
 * @param itemType the items' class
 * @param reader opens items
 * @param processor makes fields of them
 */
public record ItemPipeline<I extends MediaItem, S extends ItemSize>(
        String modality, Class<I> itemType, ItemReader<I, S> reader, ItemProcessor<S> processor) {

    /**
     * The way of pictures.
     *
     * @param readers opens them
     * @param processor makes fields of them
     * @return the pipeline
     */
    public static ItemPipeline<?, ?> images(MediaReaders readers, ImageProcessor processor) {
        return new ItemPipeline<>(Modality.IMAGE, ImageItem.class, readers.images(), processor);
    }

    /**
     * The way of videos.
     *
     * @param readers opens them
     * @param processor makes fields of them
     * @return the pipeline
     */
    public static ItemPipeline<?, ?> videos(MediaReaders readers, VideoProcessor processor) {
        return new ItemPipeline<>(Modality.VIDEO, VideoItem.class, readers.videos(), processor);
    }

    /**
     * The way of sounds.
     *
     * @param readers opens them
     * @param processor makes fields of them
     * @return the pipeline
     */
    public static ItemPipeline<?, ?> sounds(MediaReaders readers, AudioProcessor processor) {
        return new ItemPipeline<>(Modality.AUDIO, AudioItem.class, readers.sounds(processor.samplingRate()), processor);
    }

    /** Reads an item's header. */
    ItemSource open(MediaItem item) {
        return new MediaSource<>(this, reader.open(itemType.cast(item)));
    }
}
