package io.multimodal4j.template;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A conversation as the text of a prompt.
 *
 * @param segments the text, cut where it changes between the template's and the caller's; never two of the same kind in a row, unmodifiable
 * @param media the media of all messages in their order, unmodifiable. Whether the template wrote a placeholder for each is for the model to say
 */
public record RenderedChat(List<TextSegment> segments, List<MediaReference> media) {

    /** Copies the lists. */
    public RenderedChat {
        segments = List.copyOf(segments);
        media = List.copyOf(media);
    }

    /**
     * The whole text.
     *
     * @return the text
     */
    public String text() {
        return segments.stream().map(TextSegment::text).collect(Collectors.joining());
    }

    /**
     * The media of one modality.
     *
     * @param modality a constant of {@link io.multimodal4j.annotations.Modality}
     * @return the media in their order
     */
    public List<MediaReference> media(String modality) {
        return media.stream()
                .filter(reference -> reference.modality().equals(modality))
                .toList();
    }

    /** The sizes, not the text. */
    @Override
    public String toString() {
        return "a prompt of " + text().length() + " characters with " + media.size() + " media";
    }
}
