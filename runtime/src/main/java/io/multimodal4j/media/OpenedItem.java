package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;

/**
 * An item whose header has been read and found within the limits, but which has not been decoded. Safe to read from several threads.
 *
 * @param <S> the size of such items
 */
public interface OpenedItem<S extends ItemSize> {

    /**
     * The size that the header says, after everything that reading does to the item: frames that are left out, samples at another rate.
     *
     * @return the size
     */
    S size();

    /**
     * Writes what tells this item from others: the bytes of a file or the samples with their layout, and every option that has an influence on what
     * {@link #decode} makes of them. Two items that write the same decode to the same.
     *
     * @param content takes the parts
     */
    void identify(ContentWriter content);

    /**
     * Decodes the item.
     *
     * @param allocator where the memory comes from
     * @return for a picture uint8 {@code (height, width, 3)}, RGB; for a video uint8 {@code (frames, height, width, 3)}; for a sound float32 {@code (samples)};
     *     the caller closes it
     * @throws MediaException if the item is damaged
     */
    Tensor decode(TensorAllocator allocator);
}
