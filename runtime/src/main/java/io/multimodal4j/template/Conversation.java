package io.multimodal4j.template;

import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The messages as the value that a template sees, and the media in them. */
final class Conversation {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final ContentFlow.Result format;
    private final Optional<MediaPlaceholder> placeholder;
    private final Optional<FinalMessage> finalMessage;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<MediaReference> media = new ArrayList<>();
    private final List<Value> messages = new ArrayList<>();

    private Conversation(
            ContentFlow.Result format, Optional<MediaPlaceholder> placeholder, Optional<FinalMessage> finalMessage) {
        this.format = format;
        this.placeholder = placeholder;
        this.finalMessage = finalMessage;
    }

    /**
     * Reads a conversation.
     *
     * @param messages the messages
     * @param format what the template takes content for
     * @param placeholder what stands for media in strings
     * @param finalMessage what marks the last message, if it is to be continued
     */
    static Conversation of(
            List<ChatMessage> messages,
            ContentFlow.Result format,
            Optional<MediaPlaceholder> placeholder,
            Optional<FinalMessage> finalMessage) {
        Conversation conversation = new Conversation(format, placeholder, finalMessage);
        for (int i = 0; i < messages.size(); i++) {
            conversation.add(messages.get(i), i, i == messages.size() - 1);
        }
        return conversation;
    }

    ListValue messages() {
        return new ListValue(messages);
    }

    List<MediaReference> media() {
        return media;
    }

    private void add(ChatMessage message, int index, boolean last) {
        for (int part = 0; part < message.content().size(); part++) {
            if (message.content().get(part) instanceof ContentPart.Media item) {
                media.add(new MediaReference(item.modality(), item.item(), index, part));
            }
        }
        DictValue.Builder dict = new DictValue.Builder().put("role", role(message.role()));
        content(message, last ? finalMessage : Optional.empty()).ifPresent(content -> dict.put("content", content));
        message.fields().forEach((name, value) -> dict.put(Text.data(name), value));
        messages.add(dict.build());
    }

    /** A role that is one word is as good as the template's own; in any other there may be a special token. */
    private static Text role(String role) {
        return Text.of(role, !WORD.matcher(role).matches());
    }

    private Optional<Value> content(ChatMessage message, Optional<FinalMessage> continued) {
        boolean spoken = message.contentKind() == ChatMessage.ContentKind.STRING
                || message.contentKind() == ChatMessage.ContentKind.PARTS;
        if (!spoken) {
            if (continued.isPresent()) {
                throw FinalMessage.missing();
            }
            return message.contentKind() == ChatMessage.ContentKind.NULL
                    ? Optional.of(NoneValue.NONE)
                    : Optional.empty();
        }
        boolean one = format.format() == ContentFormat.STRING
                || (format.eitherWay() && message.contentKind() == ChatMessage.ContentKind.STRING);
        return Optional.of(one ? joined(message.content(), continued) : parts(message.content(), continued));
    }

    /** The text of the parts and the placeholders of the media, a line each, as vLLM joins them. */
    private Text joined(List<ContentPart> parts, Optional<FinalMessage> continued) {
        Text joined = Text.EMPTY;
        boolean first = true;
        for (ContentPart part : parts) {
            Text text = asText(part);
            // A medium of a model that inserts it by a rule of its own has no placeholder, and no line.
            if (part instanceof ContentPart.Text || !text.chars().isEmpty()) {
                joined = joined.plus(Text.of(first ? "" : "\n")).plus(text);
                first = false;
            }
        }
        Text whole = joined;
        return continued.map(message -> message.mark(whole)).orElse(whole);
    }

    private Text asText(ContentPart part) {
        if (part instanceof ContentPart.Text text) {
            return Text.data(text.text());
        }
        String modality = ((ContentPart.Media) part).modality();
        int number = numbers.merge(modality, 1, Integer::sum);
        return Text.of(placeholder
                .orElseThrow(() -> new ChatException(
                        "this chat template takes content that is a string, in which a medium" + " of modality \""
                                + modality + "\" needs a placeholder; give one with mediaPlaceholder"))
                .text(modality, number));
    }

    private ListValue parts(List<ContentPart> parts, Optional<FinalMessage> continued) {
        int lastText = -1;
        for (int i = 0; i < parts.size(); i++) {
            lastText = parts.get(i) instanceof ContentPart.Text ? i : lastText;
        }
        if (lastText < 0 && continued.isPresent()) {
            throw FinalMessage.missing();
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            values.add(part(parts.get(i), i == lastText ? continued : Optional.empty()));
        }
        return new ListValue(values);
    }

    private static DictValue part(ContentPart part, Optional<FinalMessage> continued) {
        if (part instanceof ContentPart.Media item) {
            return new DictValue.Builder().put("type", Text.of(item.modality())).build();
        }
        Text text = Text.data(((ContentPart.Text) part).text());
        return new DictValue.Builder()
                .put("type", Text.of("text"))
                .put("text", continued.map(message -> message.mark(text)).orElse(text))
                .build();
    }
}
