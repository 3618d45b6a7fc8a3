package io.multimodal4j.template;

import java.util.Objects;

/**
 * A medium of a conversation, in the place that its placeholder has among those of its modality.
 *
 * @param modality a constant of {@link io.multimodal4j.annotations.Modality}
 * @param source where it comes from
 * @param message the index of its message
 * @param part the index of its part in the message
 */
public record MediaReference(String modality, MediaSource source, int message, int part) {

    /** Checks that there is a source. */
    public MediaReference {
        Objects.requireNonNull(modality, "modality");
        Objects.requireNonNull(source, "source");
    }
}
