package io.multimodal4j.video;

import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.media.VideoSize;

/**
 * Turns videos into a model's fields, one video at a time: what {@link #process} gets is uint8 {@code (frames, height, width, 3)}, RGB. Immutable, safe for any number of
 * threads.
 */
public interface VideoProcessor extends ItemProcessor<VideoSize> {}
