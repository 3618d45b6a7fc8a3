package io.multimodal4j.prompt;

import io.multimodal4j.media.CachedItem;
import io.multimodal4j.media.MediaItem;
import java.util.Objects;
import java.util.Optional;

/**
 * A media item of a prompt, and what the caller calls it. Items of one id are taken to be the same: the id stands for the content in keys of caches.
 *
 * @param media the item
 * @param id the caller's id, empty if the content itself is the key
 */
public record PromptItem(MediaItem media, Optional<String> id) {

    /** The longest id, in characters. */
    public static final int LONGEST_ID = 256;

    /**
     * Checks the id.
     *
     * @param media the item
     * @param id the caller's id
     * @throws PromptException if the id is empty or longer than {@value #LONGEST_ID} characters, or missing although the item is known by its id alone
     */
    public PromptItem {
        Objects.requireNonNull(media, "media");
        id.ifPresent(PromptItem::requireUsable);
        if (media instanceof CachedItem && id.isEmpty()) {
            throw new PromptException(media + " has no id; give the id under which its content was given before");
        }
    }

    private static void requireUsable(String id) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new PromptException("the id of an item has " + id.length() + " characters; it must have 1 to "
                    + LONGEST_ID + ", and not blanks alone");
        }
    }

    /**
     * An item whose content is its key.
     *
     * @param media the item
     * @return the item of a prompt
     */
    public static PromptItem of(MediaItem media) {
        return new PromptItem(media, Optional.empty());
    }

    /**
     * An item with an id of the caller's.
     *
     * @param media the item
     * @param id the id
     * @return the item of a prompt
     */
    public static PromptItem of(MediaItem media, String id) {
        return new PromptItem(media, Optional.of(id));
    }

    /**
     * The modality of the item.
     *
     * @return one of the names in {@link io.multimodal4j.annotations.Modality}
     */
    public String modality() {
        return media.modality();
    }
}
