package io.multimodal4j.template;

import io.multimodal4j.media.MediaItem;
import io.multimodal4j.prompt.Prompt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A conversation as the text of a prompt.
 *
 * @param segments the text, cut where it changes between the template's and the caller's; never two of the same kind in a row, unmodifiable
 * @param media the media of all messages in their order, unmodifiable. Whether the template wrote a placeholder for each is for the model to say
 * @param startsWithBos whether the template begins with the token that tokenizers put in front of a text
 */
public record RenderedChat(List<TextSegment> segments, List<MediaReference> media, boolean startsWithBos) {

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

    /**
     * The conversation as a prompt. Special tokens and placeholders are recognised in what the template wrote, and nowhere else. As in transformers'
     * {@code ProcessorMixin.apply_chat_template}, the tokenizer adds what it puts around a text unless the template has begun with it; vLLM's chats never have it added, for
     * which there is {@link Prompt#withoutSpecialTokens()}.
     *
     * @param attached the items that the messages do not hold, in the order of their parts among those of their modality
     * @return the prompt
     * @throws ChatException if there are more or fewer of them than parts without an item
     */
    public Prompt prompt(List<? extends MediaItem> attached) {
        Prompt.Builder builder = Prompt.builder();
        for (TextSegment segment : segments) {
            if (segment.trusted()) {
                builder.template(segment.text());
            } else {
                builder.text(segment.text());
            }
        }
        Prompt prompt = builder.build();
        for (MediaItem item : items(attached)) {
            prompt = prompt.with(item);
        }
        return startsWithBos ? prompt.withoutSpecialTokens() : prompt;
    }

    /** The items of all messages in their order. */
    private List<MediaItem> items(List<? extends MediaItem> attached) {
        Map<String, Deque<MediaItem>> waiting = new HashMap<>();
        attached.forEach(item -> waiting.computeIfAbsent(item.modality(), modality -> new ArrayDeque<>())
                .add(item));
        List<MediaItem> items = media.stream()
                .map(reference -> reference.item().isPresent()
                        ? (MediaItem) reference.item().get()
                        : next(waiting, reference))
                .toList();
        waiting.forEach((modality, rest) -> {
            if (!rest.isEmpty()) {
                throw new ChatException("the messages have no part for " + rest.size() + " of the items of modality \""
                        + modality + "\" that are given beside them");
            }
        });
        return items;
    }

    private static MediaItem next(Map<String, Deque<MediaItem>> waiting, MediaReference reference) {
        MediaItem next =
                waiting.getOrDefault(reference.modality(), new ArrayDeque<>()).poll();
        if (next == null) {
            throw new ChatException("messages[" + reference.message() + "].content[" + reference.part() + "] holds no "
                    + reference.modality() + ", and none is given beside the messages");
        }
        return next;
    }

    /** The sizes, not the text. */
    @Override
    public String toString() {
        return "a prompt of " + text().length() + " characters with " + media.size() + " media";
    }
}
