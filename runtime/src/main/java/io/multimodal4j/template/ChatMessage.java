package io.multimodal4j.template;

import io.multimodal4j.template.value.Value;
import io.multimodal4j.template.value.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One message of a conversation. Immutable. */
public final class ChatMessage {

    /** How the content was given, which templates can tell apart. */
    enum ContentKind {
        /** Not at all. */
        ABSENT,
        /** As {@code null}. */
        NULL,
        /** As one string. */
        STRING,
        /** As a list of parts. */
        PARTS
    }

    private final String role;
    private final ContentKind contentKind;
    private final List<ContentPart> content;
    private final Map<String, Value> fields;

    ChatMessage(String role, ContentKind contentKind, List<ContentPart> content, Map<String, Value> fields) {
        this.role = Objects.requireNonNull(role, "role");
        this.contentKind = contentKind;
        this.content = List.copyOf(content);
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * A message that is one string.
     *
     * @param role who speaks, such as {@code user}
     * @param text the text
     * @return the message
     */
    public static ChatMessage of(String role, String text) {
        return new ChatMessage(role, ContentKind.STRING, List.of(ContentPart.text(text)), Map.of());
    }

    /**
     * A message of several parts.
     *
     * @param role who speaks, such as {@code user}
     * @param parts the parts in order
     * @return the message
     */
    public static ChatMessage of(String role, List<ContentPart> parts) {
        return new ChatMessage(role, ContentKind.PARTS, parts, Map.of());
    }

    /**
     * A message of several parts.
     *
     * @param role who speaks, such as {@code user}
     * @param parts the parts in order
     * @return the message
     */
    public static ChatMessage of(String role, ContentPart... parts) {
        return of(role, List.of(parts));
    }

    /**
     * A message without content, such as one that only calls tools.
     *
     * @param role who speaks, such as {@code assistant}
     * @return the message
     */
    public static ChatMessage withoutContent(String role) {
        return new ChatMessage(role, ContentKind.ABSENT, List.of(), Map.of());
    }

    /**
     * The same message with another field, such as {@code tool_calls}, for the template.
     *
     * @param name its name, neither {@code role} nor {@code content}
     * @param value a string, number or boolean, or lists and maps (with string keys) of them, in which null may be
     * @return the message
     */
    public ChatMessage withField(String name, Object value) {
        if (name.equals("role") || name.equals("content")) {
            throw new IllegalArgumentException("the field \"" + name + "\" is given when the message is made");
        }
        Map<String, Value> more = new LinkedHashMap<>(fields);
        more.put(name, Values.data(Objects.requireNonNull(value, "value")));
        return new ChatMessage(role, contentKind, content, more);
    }

    /**
     * Who speaks.
     *
     * @return the role
     */
    public String role() {
        return role;
    }

    /**
     * What is said.
     *
     * @return the parts in order, unmodifiable; empty if there is no content
     */
    public List<ContentPart> content() {
        return content;
    }

    /** The other fields, for the template. */
    Map<String, Value> fields() {
        return fields;
    }

    ContentKind contentKind() {
        return contentKind;
    }

    /** The role and the kinds of the parts, not what is said. */
    @Override
    public String toString() {
        return role + ": " + content;
    }
}
