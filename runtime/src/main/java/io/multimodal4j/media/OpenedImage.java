package io.multimodal4j.media;

/** A picture whose header has been read. {@link #decode} gives uint8 {@code (height, width, 3)}, RGB. */
public sealed interface OpenedImage extends OpenedItem<ImageSize> permits EncodedImage, RawImage, BlankImage {}
