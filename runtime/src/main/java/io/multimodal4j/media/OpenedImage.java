package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/**
 * A picture whose header has been read and found within the limits, but which has not been decoded.
 */
public sealed interface OpenedImage permits EncodedImage, BlankImage {

    /**
     * The size that the header says.
     *
     * @return the size
     */
    ImageSize size();

    /**
     * What {@link #content()} is.
     *
     * @return {@code "encoded"} for the bytes of a file, {@code "blank"} for nothing
     */
    String kind();

    /**
     * What tells this picture from others, together with {@link #kind()} and {@link #size()}.
     *
     * @return the shared array; not to be written
     */
    byte[] content();

    /**
     * Decodes the picture.
     *
     * @param allocator where the memory comes from
     * @return uint8 {@code (height, width, 3)}, RGB; the caller closes it
     * @throws MediaException if the picture is damaged
     */
    Tensor decode(TensorAllocator allocator);
}
