package io.multimodal4j.media;

/**
 * What is known of a media item without decoding it, and all that a model's token counts may depend on.
 */
public sealed interface ItemSize permits ImageSize, VideoSize, AudioLength {}
