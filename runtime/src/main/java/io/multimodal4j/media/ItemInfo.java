package io.multimodal4j.media;

/**
 * What a model's token count may depend on: an item's size, and its place among the items of its modality in the prompt.
 *
 * @param size the item's size
 * @param index the item's index, from 0
 * @param count how many items of its modality the prompt has
 */
public record ItemInfo(ItemSize size, int index, int count) {

    /**
     * Checks the place.
     *
     * @param size the item's size
     * @param index the item's index, from 0
     * @param count how many items of its modality the prompt has
     */
    public ItemInfo {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("there is no item " + index + " of " + count);
        }
    }

    /**
     * The size of an image.
     *
     * @return the size
     * @throws IllegalStateException if the item is something else
     */
    public ImageSize imageSize() {
        return as(ImageSize.class);
    }

    /**
     * The size of a video.
     *
     * @return the size
     * @throws IllegalStateException if the item is something else
     */
    public VideoSize videoSize() {
        return as(VideoSize.class);
    }

    /**
     * The length of a sound.
     *
     * @return the length
     * @throws IllegalStateException if the item is something else
     */
    public AudioLength audioLength() {
        return as(AudioLength.class);
    }

    private <T extends ItemSize> T as(Class<T> type) {
        if (!type.isInstance(size)) {
            throw new IllegalStateException("the item is no " + type.getSimpleName() + " but " + size);
        }
        return type.cast(size);
    }
}
