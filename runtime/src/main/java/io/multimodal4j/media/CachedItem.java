package io.multimodal4j.media;

import java.util.Objects;

/**
 * An item whose content is not given because a processor's cache already has what it became. It needs an id, the one under which the item was given before; without
 * the item in the cache the request fails.
 *
 * @param modality the modality of the item
 */
public record CachedItem(String modality) implements MediaItem {

    /**
     * Checks the argument.
     *
     * @param modality the modality of the item
     */
    public CachedItem {
        Objects.requireNonNull(modality, "modality");
    }

    @Override
    public String toString() {
        return "a cached item of modality " + modality;
    }
}
