package io.multimodal4j.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the source is, parsing and rendering it end in a text or in our exception, soon. */
class TemplateFuzzTest {

    private static final TemplateLimits SMALL = new TemplateLimits(50_000, 20_000, 100);
    private static final List<ChatMessage> MESSAGES = List.of(
            ChatMessage.of("system", "s"), ChatMessage.of("user", "Hello 😀"), ChatMessage.withoutContent("assistant"));
    private static final String[] PIECES = {
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{%-",
        "-%}",
        "\n",
        " ",
        "'",
        "\"",
        "\\",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ".",
        ",",
        ":",
        "|",
        "~",
        "+",
        "-",
        "*",
        "/",
        "//",
        "**",
        "%",
        "=",
        "==",
        "<",
        ">=",
        "if",
        "else",
        "elif",
        "endif",
        "for",
        "in",
        "endfor",
        "set",
        "endset",
        "macro",
        "endmacro",
        "raw",
        "endraw",
        "with",
        "break",
        "is",
        "not",
        "and",
        "or",
        "messages",
        "loop",
        "x",
        "content",
        "role",
        "1",
        "1.5",
        "1e999",
        "99999999999",
        "none",
        "true",
        "namespace",
        "range",
        "tojson",
        "map",
        "join",
        "upper",
        "string",
        "int",
        "round",
        "list",
        "sort",
        "length",
        "default",
        "\u0000",
        "é",
        "😀",
        "\ud83d",
        "\u2028",
        "𝒳",
    };

    private static final List<String> SEEDS = new ArrayList<>();

    @BeforeAll
    static void seeds() throws IOException {
        for (String file : List.of("/golden/chat-templates.json", "/golden/jinja-corpus.json")) {
            try (InputStream in = TemplateFuzzTest.class.getResourceAsStream(file)) {
                JsonNode goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
                goldens.path("templates").forEach(template -> SEEDS.add(template.asText()));
                if (!goldens.has("templates")) {
                    goldens.get("records")
                            .forEach(golden -> SEEDS.add(golden.get("template").asText()));
                }
            }
        }
    }

    private static void survives(String source) {
        try {
            ChatTemplate template = ChatTemplate.parse(source)
                    .withSpecialTokens(Map.of("bos_token", "<s>"))
                    .withLimits(SMALL);
            RenderedChat chat = template.render(MESSAGES);
            assertThat(chat.text()).isNotNull();
        } catch (TemplateException | ChatException e) {
            assertThat(e.getMessage()).isNotEmpty();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("not our exception for " + new ObjectMapper().valueToTree(source), e);
        }
    }

    @Test
    void randomBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            survives("{{" + new String(bytes, StandardCharsets.ISO_8859_1));
            survives(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void randomPieces() {
        Random random = new Random(2);
        for (int i = 0; i < 8_000; i++) {
            StringBuilder source = new StringBuilder(random.nextBoolean() ? "{{ " : "{% ");
            for (int pieces = random.nextInt(25); pieces > 0; pieces--) {
                source.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextBoolean() ? " " : "");
            }
            survives(source + (random.nextBoolean() ? " }}" : " %}"));
        }
    }

    @Test
    void mutationsOfTemplates() {
        Random random = new Random(3);
        for (int i = 0; i < 8_000; i++) {
            // Mostly whole templates at first, then the small ones.
            String seed = SEEDS.get(random.nextInt(i % 8 == 0 ? 16 : SEEDS.size()));
            survives(mutated(seed, random));
        }
    }

    private static String mutated(String seed, Random random) {
        StringBuilder source = new StringBuilder(seed);
        for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
            int at = random.nextInt(source.length() + 1);
            int end = Math.min(source.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> source.delete(at, end);
                case 1 -> source.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> source.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                default -> source.insert(at, source.substring(at, end));
            }
        }
        return source.toString();
    }

    @Test
    void smallStacks() throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> {
                    survives("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
                    survives("{{ " + "(".repeat(60) + "1" + ")".repeat(60) + " }}");
                    survives("{{ 1" + " + 1".repeat(190) + " }}");
                },
                "small stack",
                160 << 10);
        thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
        thread.start();
        thread.join();
        assertThat(thrown).isEmpty();
    }
}
