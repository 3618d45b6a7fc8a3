package io.multimodal4j.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What transformers made of conversations with the templates of many families; see {@code make_template_goldens.py}. */
class ChatTemplateGoldenTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode GOLDENS = read();
    private static final Set<String> NO_VARIABLES =
            Set.of("name", "messages", "tools", "add_generation_prompt", "continue_final_message");

    private static JsonNode read() {
        try (InputStream in = ChatTemplateGoldenTest.class.getResourceAsStream("/golden/chat-templates.json")) {
            return MAPPER.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> templates() {
        List<String> names = new ArrayList<>();
        GOLDENS.get("templates").fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    static ChatTemplate template(String name) {
        Map<String, String> tokens = new HashMap<>();
        GOLDENS.get("special_tokens")
                .properties()
                .forEach(token -> tokens.put(token.getKey(), token.getValue().asText()));
        return ChatTemplate.parse(GOLDENS.get("templates").get(name).asText()).withSpecialTokens(tokens);
    }

    private static ChatOptions options(JsonNode conversation) {
        LocalDateTime now = LocalDateTime.parse(GOLDENS.get("now").asText());
        ChatOptions.Builder options = ChatOptions.builder()
                .clock(Clock.fixed(now.toInstant(ZoneOffset.UTC), ZoneOffset.UTC))
                .addGenerationPrompt(conversation.path("add_generation_prompt").asBoolean())
                .continueFinalMessage(
                        conversation.path("continue_final_message").asBoolean());
        if (conversation.has("tools")) {
            options.tools(ChatJson.DEFAULT.list(conversation.get("tools").toString()));
        }
        conversation.properties().forEach(entry -> {
            if (!NO_VARIABLES.contains(entry.getKey())) {
                options.variable(entry.getKey(), MAPPER.convertValue(entry.getValue(), Object.class));
            }
        });
        return options.build();
    }

    /** How the records name it: the text, or what failed with the message if it is the template's own. */
    private static String outcome(ChatTemplate template, JsonNode conversation) {
        try {
            List<ChatMessage> messages =
                    ChatJson.DEFAULT.messages(conversation.get("messages").toString());
            return "text: " + template.render(messages, options(conversation)).text();
        } catch (TemplateException e) {
            return e.kind() == TemplateException.Kind.RAISED
                    ? "raised: " + e.getMessage().replaceFirst("^the chat template:\\d+:\\d+: ", "")
                    : "render";
        } catch (ChatException e) {
            return "render";
        }
    }

    private static String expected(JsonNode golden) {
        if (golden.has("text")) {
            return "text: " + golden.get("text").asText();
        }
        return golden.get("fails").asText().equals("raised")
                ? "raised: " + golden.get("error").asText()
                : "render";
    }

    @ParameterizedTest
    @MethodSource("templates")
    void agreesWithTransformers(String name) {
        ChatTemplate template = template(name);
        Map<String, String> actual = new HashMap<>();
        Map<String, String> expected = new HashMap<>();
        for (JsonNode golden : GOLDENS.get("records")) {
            if (golden.get("template").asText().equals(name)) {
                String conversation = golden.get("conversation").asText();
                actual.put(
                        conversation,
                        outcome(template, GOLDENS.get("conversations").get(conversation)));
                expected.put(conversation, expected(golden));
            }
        }
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void knowsWhatContentTheTemplateTakes(String name) {
        boolean strings = GOLDENS.get("styles").get(name).asText().equals("strings");
        assertThat(template(name).contentFormat(ChatOptions.DEFAULT))
                .isEqualTo(strings ? ContentFormat.STRING : ContentFormat.PARTS);
    }

    /** With every letter of what is said exchanged for another character, the template writes the same, and none of the others is trusted. */
    @ParameterizedTest
    @MethodSource("templates")
    void trustsWhatTheTemplateWroteAndNothingElse(String name) {
        ChatTemplate template = template(name);
        for (JsonNode golden : GOLDENS.get("records")) {
            String id = golden.get("conversation").asText();
            if (golden.get("template").asText().equals(name) && golden.has("text") && !id.equals("thinking")) {
                JsonNode conversation = GOLDENS.get("conversations").get(id);
                List<ChatMessage> messages =
                        ChatJson.DEFAULT.messages(conversation.get("messages").toString());
                RenderedChat said = template.render(messages, options(conversation));
                RenderedChat hidden = template.render(
                        messages.stream().map(ChatTemplateGoldenTest::hidden).toList(), options(conversation));
                assertThat(trusted(hidden)).as(id).isEqualTo(trusted(said));
                assertThat(String.join("", trusted(hidden))).as(id).doesNotContainPattern("[\\uE000-\\uE0FF]");
            }
        }
    }

    private static List<String> trusted(RenderedChat chat) {
        return chat.segments().stream()
                .filter(TextSegment::trusted)
                .map(TextSegment::text)
                .toList();
    }

    private static ChatMessage hidden(ChatMessage message) {
        List<ContentPart> parts = message.content().stream()
                .map(part -> part instanceof ContentPart.Text text ? ContentPart.text(hidden(text.text())) : part)
                .toList();
        return new ChatMessage(message.role(), message.contentKind(), parts, message.fields());
    }

    private static String hidden(String text) {
        return text.codePoints()
                .map(c -> c < 0x80 && Character.isLetter(c) ? 0xE000 + c : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
