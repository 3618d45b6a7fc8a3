package io.multimodal4j.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.multimodal4j.template.value.Value;
import io.multimodal4j.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages from JSON as OpenAI's API and Hugging Face write them.
 *
 * <p>The content of a message is a string or a list of parts: {@code text}; {@code image}, {@code video}, {@code audio} with a {@code url} or {@code base64} text, or
 * with neither if the medium is given beside the messages; {@code image_url}, {@code video_url}, {@code audio_url} with a URL or an object that has one;
 * {@code input_audio} with {@code data} and {@code format}. The arguments of tool calls, JSON in a string there, are parsed, as templates expect. All other
 * fields of a message are kept for the template. Immutable and safe for any number of threads.
 */
public final class ChatJson {

    /** Media of up to 64 MiB within the messages. */
    public static final ChatJson DEFAULT = new ChatJson(64L << 20);

    private static final int MAX_DEPTH = 100;
    private static final int MAX_TEXT = 32 << 20;

    private final JsonMapper mapper;
    private final PartReader parts;

    /**
     * A reader with another limit.
     *
     * @param maxMediaBytes about how many bytes a medium within a message may have; what opens it has an exact limit of its own, see {@link
     *     io.multimodal4j.media.MediaLimits#maxEncodedBytes}
     */
    public ChatJson(long maxMediaBytes) {
        long longest = Math.max(MAX_TEXT, Math.min(Integer.MAX_VALUE, maxMediaBytes / 3 * 4 + 4096));
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength((int) longest)
                                .build())
                        // Two readers of one message must not see different things.
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        this.parts = new PartReader(maxMediaBytes);
    }

    /**
     * Reads a conversation.
     *
     * @param json a JSON array of messages
     * @return the messages
     * @throws ChatException if it is not that
     */
    public List<ChatMessage> messages(String json) {
        JsonNode root = parse(json, "the messages");
        if (!root.isArray()) {
            throw new ChatException("the messages are not a JSON array");
        }
        List<ChatMessage> messages = new ArrayList<>(root.size());
        for (int i = 0; i < root.size(); i++) {
            messages.add(message(root.get(i), "messages[" + i + "]"));
        }
        return List.copyOf(messages);
    }

    /**
     * Reads a list of anything, such as tools.
     *
     * @param json a JSON array
     * @return its elements for {@link ChatOptions.Builder}
     * @throws ChatException if it is not a JSON array
     */
    public List<?> list(String json) {
        if (!(value(parse(json, "the list")) instanceof List<?> list)) {
            throw new ChatException("a JSON array was expected");
        }
        return list;
    }

    private JsonNode parse(String json, String what) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            // The parser's own message would quote the content.
            String place = Optional.ofNullable(e.getLocation())
                    .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("");
            throw new ChatException(what + " are not valid JSON" + place);
        }
    }

    private ChatMessage message(JsonNode node, String at) {
        if (!node.isObject()) {
            throw new ChatException(at + " is not an object");
        }
        JsonNode content = node.get("content");
        Map<String, Value> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (field.getKey().equals("tool_calls")) {
                fields.put(field.getKey(), Values.data(toolCalls(field.getValue(), at + ".tool_calls")));
            } else if (!field.getKey().equals("role") && !field.getKey().equals("content")) {
                fields.put(field.getKey(), Values.data(value(field.getValue())));
            }
        });
        return new ChatMessage(
                PartReader.text(node, "role", at), kind(content), content(content, at + ".content"), fields);
    }

    private static ChatMessage.ContentKind kind(@Nullable JsonNode content) {
        if (content == null) {
            return ChatMessage.ContentKind.ABSENT;
        }
        if (content.isNull()) {
            return ChatMessage.ContentKind.NULL;
        }
        return content.isTextual() ? ChatMessage.ContentKind.STRING : ChatMessage.ContentKind.PARTS;
    }

    private List<ContentPart> content(@Nullable JsonNode content, String at) {
        if (content == null || content.isNull()) {
            return List.of();
        }
        if (content.isTextual()) {
            return List.of(ContentPart.text(content.textValue()));
        }
        if (!content.isArray()) {
            throw new ChatException(at + " is neither a string nor a list of parts");
        }
        List<ContentPart> read = new ArrayList<>(content.size());
        for (int i = 0; i < content.size(); i++) {
            read.add(parts.part(content.get(i), at + "[" + i + "]"));
        }
        return read;
    }

    private @Nullable Object toolCalls(JsonNode calls, String at) {
        Object read = value(calls);
        if (read instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof Map<?, ?> call && call.get("function") instanceof Map<?, ?> function) {
                    parseArguments(function, at + "[" + i + "].function.arguments");
                }
            }
        }
        return read;
    }

    @SuppressWarnings("unchecked") // all maps come from value()
    private void parseArguments(Map<?, ?> function, String at) {
        if (function.get("arguments") instanceof String text) {
            Object arguments = text.isBlank() ? Map.of() : value(parse(text, at));
            ((Map<String, @Nullable Object>) function).put("arguments", arguments);
        }
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>(node.size());
            node.forEach(item -> list.add(value(item)));
            return list;
        }
        if (node.isNull()) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isIntegralNumber() ? node.bigIntegerValue() : (Object) node.doubleValue();
    }
}
