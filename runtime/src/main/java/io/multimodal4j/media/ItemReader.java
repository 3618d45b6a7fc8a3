package io.multimodal4j.media;

/**
 * Opens the items of one modality. Implementations are safe for any number of threads.
 *
 * @param <I> the items
 * @param <S> their sizes
 */
@FunctionalInterface
public interface ItemReader<I extends MediaItem, S extends ItemSize> {

    /**
     * Reads an item's header and checks it against the limits, but decodes nothing.
     *
     * @param item the item
     * @return the item, ready to be decoded
     * @throws MediaException if it cannot be read, is not such an item, or is beyond the limits
     */
    OpenedItem<S> open(I item);

    /**
     * The rules of this reader that change what comes out of an item, in one line that is equal for equal rules.
     *
     * @return for the keys of caches; empty if there are none
     */
    default String optionsKey() {
        return "";
    }
}
