package io.multimodal4j.template;

import io.multimodal4j.media.MediaItem;
import java.util.Objects;
import java.util.Optional;

/**
 * A medium of a conversation, in the place that its placeholder has among those of its modality.
 *
 * @param modality a constant of {@link io.multimodal4j.annotations.Modality}
 * @param item the item, empty if the caller gives it beside the messages
 * @param message the index of its message
 * @param part the index of its part in the message
 */
public record MediaReference(String modality, Optional<? extends MediaItem> item, int message, int part) {

    /** Checks that there is a modality. */
    public MediaReference {
        Objects.requireNonNull(modality, "modality");
        Objects.requireNonNull(item, "item");
    }
}
