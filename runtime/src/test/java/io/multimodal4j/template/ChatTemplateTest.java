package io.multimodal4j.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptItem;
import io.multimodal4j.prompt.Segment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTemplateTest {

    private static final List<ChatMessage> HI = List.of(ChatMessage.of("user", "hi"));

    @TempDir
    Path directory;

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private String render() {
        return ChatTemplate.load(directory).render(HI).text();
    }

    @Test
    void looksInThreeFiles() throws IOException {
        write("tokenizer_config.json", "{\"chat_template\": \"config {{ bos_token }}\", \"bos_token\": \"<s>\"}");
        assertThat(render()).isEqualTo("config <s>");
        write("chat_template.json", "{\"chat_template\": \"json {{ bos_token }}\"}");
        assertThat(render()).isEqualTo("json <s>");
        write("chat_template.jinja", "jinja {{ bos_token }}\n");
        assertThat(render()).isEqualTo("jinja <s>");
    }

    @Test
    void aModelMayHaveNone() throws IOException {
        write("tokenizer_config.json", "{\"chat_template\": null}");
        assertThat(ChatTemplate.find(directory)).isEmpty();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ChatTemplate.load(directory))
                .withMessageContaining("there is no chat template in")
                .withMessageContaining("tokenizer_config.json");
    }

    @Test
    void readsSpecialTokens() throws IOException {
        write("tokenizer_config.json", """
                {"bos_token": {"content": "<s>", "lstrip": false}, "eos_token": "</s>", "pad_token": null,
                 "additional_special_tokens": ["<a>", {"content": "<b>"}], "extra_special_tokens": {"image_token": "<image>", "none": null}}
                """);
        write("special_tokens_map.json", "{\"bos_token\": \"<old>\", \"unk_token\": \"<unk>\"}");
        write(
                "chat_template.jinja",
                "{{ bos_token }}{{ eos_token }}{{ pad_token is defined }}{{ additional_special_tokens }}{{ image_token }}{{ unk_token }}");
        assertThat(render()).isEqualTo("<s></s>False['<a>', '<b>']<image><unk>");
        write("tokenizer_config.json", "{\"bos_token\": \"<s>\", \"added_tokens_decoder\": {}}");
        write("chat_template.jinja", "{{ bos_token }}{{ unk_token is defined }}");
        assertThat(render()).isEqualTo("<s>False");
    }

    @Test
    void choosesAmongNamedTemplates() throws IOException {
        write(
                "tokenizer_config.json",
                "{\"chat_template\": [{\"name\": \"default\", \"template\": \"d\"}, {\"name\": \"tool_use\", \"template\": \"t\"},"
                        + " {\"name\": \"rag\", \"template\": \"r\"}]}");
        ChatTemplate template = ChatTemplate.load(directory);
        assertThat(template.names()).containsExactlyInAnyOrder("default", "tool_use", "rag");
        assertThat(template.render(HI).text()).isEqualTo("d");
        assertThat(template.render(HI, ChatOptions.builder().tools(List.of()).build())
                        .text())
                .isEqualTo("t");
        assertThat(template.render(HI, ChatOptions.builder().templateName("rag").build())
                        .text())
                .isEqualTo("r");
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> template.render(
                        HI, ChatOptions.builder().templateName("nope").build()))
                .withMessage(
                        "the model has no chat template \"nope\"; it has [default, rag, tool_use], choose one with templateName");
    }

    @Test
    void readsAdditionalTemplates() throws IOException {
        write("chat_template.jinja", "d");
        write("additional_chat_templates/tool_use.jinja", "t");
        write("additional_chat_templates/README.md", "{%");
        assertThat(ChatTemplate.load(directory).names()).containsExactlyInAnyOrder("default", "tool_use");
    }

    @Test
    void errorsNameTheFileTheLineAndTheColumn() throws IOException {
        write("chat_template.jinja", "a\n  {{ messages | urlize }}\n");
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> ChatTemplate.load(directory))
                .withMessage("chat_template.jinja:2:17: the filter \"urlize\" is not supported")
                .satisfies(e -> assertThat(List.of(e.kind(), e.line(), e.column()))
                        .isEqualTo(List.of(TemplateException.Kind.UNSUPPORTED, 2, 17)));
        Files.delete(directory.resolve("chat_template.jinja"));
        write("tokenizer_config.json", "{\"chat_template\": [{\"name\": \"default\", \"template\": \"{% if %}\"}]}");
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> ChatTemplate.load(directory))
                .withMessage(
                        "chat_template \"default\" in tokenizer_config.json:1:7: unexpected \"%}\", expected an expression");
        write("tokenizer_config.json", "{\"chat_template\": 5}");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ChatTemplate.load(directory))
                .withMessageContaining("chat_template is 5, expected a string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "{{ 1 + -> SYNTAX 1:7: unexpected the end of the template, expected an expression",
                "{% if 1 %}a -> SYNTAX 1:12: unexpected the end of the template, expected \"elif\" or \"else\" or \"endif\"",
                "{% for x in y %}{% endif %} -> SYNTAX 1:20: unknown statement \"endif\"",
                "{% nope %} -> SYNTAX 1:4: unknown statement \"nope\"",
                "{% include 'x' %} -> UNSUPPORTED 1:4: the statement \"include\" is not supported",
                "{% call m() %}{% endcall %} -> UNSUPPORTED 1:4: the statement \"call\" is not supported",
                "{% for x in y recursive %}{% endfor %} -> UNSUPPORTED 1:15: a recursive loop is not supported",
                "{{ x|nope }} -> SYNTAX 1:6: there is no filter \"nope\"",
                "{{ x is nope }} -> SYNTAX 1:6: there is no test \"nope\"",
                "{{ x|map('pprint') }} -> UNSUPPORTED 1:10: the filter \"pprint\" is not supported",
                "{{ 'a'.encode() }} -> UNSUPPORTED 1:7: the method \"encode\" is not supported",
                "{{ cycler() }} -> UNSUPPORTED 1:4: the variable \"cycler\" is not supported",
                "{{ 'a }} -> SYNTAX 1:4: the string is not closed",
                "{{ a ? b }} -> SYNTAX 1:6: unexpected character \"?\"",
                "{{ (a] }} -> SYNTAX 1:6: unexpected \"]\"",
                "{# a -> SYNTAX 1:1: the comment is not closed by \"#}\"",
                "{% raw %}a -> SYNTAX 1:1: \"raw\" is not closed by \"endraw\"",
                "{% break %} -> SYNTAX 1:4: \"break\" outside of a loop",
                "{% set true = 1 %} -> SYNTAX 1:8: this cannot be assigned to",
                "{% for loop in x %}{% endfor %} -> SYNTAX 1:8: the variable \"loop\" cannot be assigned in a loop",
                "{{ f(a=1, 2) }} -> SYNTAX 1:5: the arguments of a call must be in the order positional, named, *, **, each name once",
                "{{ nope.x }} -> RENDER 1:8: \"nope\" is undefined",
                "{{ 1 + 'a' }} -> RENDER 1:6: the operator \"+\" does not work on values of types int and str",
                "{{ messages[0].content.nope.x }} -> RENDER 1:28: a value of type str has no attribute \"nope\"",
                "{{ messages.append(1) }} -> RENDER 1:12: the attribute \"append\" must not be used in a sandbox",
                "{{ none|length }} -> RENDER 1:9: a value of type NoneType has no length",
                "{% for a, b in [1] %}{% endfor %} -> RENDER 1:4: a value of type int cannot be iterated",
                "{% for a, b in [[1]] %}{% endfor %} -> RENDER 1:8: expected a value with 2 elements, found 1",
                "{% set messages.x = 1 %} -> RENDER 1:8: \"messages\" is no namespace, so that its attribute \"x\" cannot be assigned",
                "{{ raise_exception('no') }} -> RAISED 1:4: no",
                "{{ messages|map('upper') }} -> UNSUPPORTED 1:1: printing a value of type generator is not supported",
                "{{ range(200000) }} -> RENDER 1:4: the range is longer than 100000",
                "{{ 1 / 0 }} -> RENDER 1:6: division by zero",
            })
    void saysWhatIsWrongAndWhere(String source, String expected) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> ChatTemplate.parse(source).render(HI))
                .satisfies(e -> assertThat(e.kind() + " " + e.getMessage().replace("the chat template:", ""))
                        .isEqualTo(expected));
    }

    @Test
    void passesToolsDocumentsAndVariables() {
        ChatTemplate template = ChatTemplate.parse(
                "{{ tools[0].name }} {{ documents[0].text }} {{ flag }} {{ add_generation_prompt }} {{ bos_token }}");
        ChatOptions options = ChatOptions.builder()
                .tools(List.of(Map.of("name", "f")))
                .documents(List.of(Map.of("text", "d")))
                .variable("flag", true)
                .addGenerationPrompt(true)
                .build();
        assertThat(template.withSpecialTokens(Map.of("bos_token", "<s>"))
                        .render(HI, options)
                        .text())
                .isEqualTo("f d True True <s>");
        assertThat(ChatTemplate.parse("{{ tools }} {{ documents }} {{ add_generation_prompt }}")
                        .render(HI)
                        .text())
                .isEqualTo("None None False");
    }

    @Test
    void refusesOptionsThatContradict() {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> ChatOptions.builder()
                        .addGenerationPrompt(true)
                        .continueFinalMessage(true)
                        .build());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ChatOptions.builder().variable("messages", List.of()))
                .withMessage("\"messages\" has an option of its own");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ChatOptions.builder().variable("x", new Object()))
                .withMessage("a template takes strings, numbers, booleans, lists and maps, not java.lang.Object");
    }

    private static String parts(String template, ChatMessage message) {
        return ChatTemplate.parse(template)
                .render(
                        List.of(message),
                        ChatOptions.builder()
                                .mediaPlaceholder((modality, number) -> "<|" + modality + "_" + number + "|>")
                                .build())
                .text();
    }

    @Test
    void contentIsWhatTheTemplateTakes() {
        ChatMessage mixed = ChatMessage.of(
                "user",
                ContentPart.image(),
                ContentPart.text("a"),
                ContentPart.image(),
                ContentPart.audio(),
                ContentPart.video());
        ChatMessage plain = ChatMessage.of("user", "p");
        String string = "{% for m in messages %}{{ m.content }}{% endfor %}";
        assertThat(parts(string, mixed)).isEqualTo("<|image_1|>\na\n<|image_2|>\n<|audio_1|>\n<|video_1|>");
        assertThat(parts(string, plain)).isEqualTo("p");
        String loop =
                "{% for m in messages %}{% for c in m['content'] %}{{ c.type }}{{ c.text }};{% endfor %}{% endfor %}";
        assertThat(parts(loop, mixed)).isEqualTo("image;texta;image;audio;video;");
        assertThat(parts(loop, plain)).isEqualTo("textp;");
        String both = "{% for m in messages %}{% if m.content is string %}S{{ m.content }}{% else %}"
                + "{% for c in m.content %}{{ c.type }};{% endfor %}{% endif %}{% endfor %}";
        assertThat(parts(both, mixed)).isEqualTo("image;text;image;audio;video;");
        assertThat(parts(both, plain)).isEqualTo("Sp");
        assertThat(ChatTemplate.parse(string)
                        .render(
                                List.of(plain),
                                ChatOptions.builder()
                                        .contentFormat(ContentFormat.PARTS)
                                        .build())
                        .text())
                .isEqualTo("[{'type': 'text', 'text': 'p'}]");
    }

    @Test
    void aMediumInAStringNeedsAPlaceholder() {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> ChatTemplate.parse("{{ messages[0].content }}")
                        .render(List.of(ChatMessage.of("user", ContentPart.image()))))
                .withMessageContaining("needs a placeholder; give one with mediaPlaceholder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "{% for m in messages %}{% for c in m.content %}{% endfor %}{% endfor %} -> PARTS",
                "{% for m in messages %}{% for c in m['content'] | list %}{% endfor %}{% endfor %} -> PARTS",
                "{% for m in messages[1:] %}{% for c in m.get('content') %}{% endfor %}{% endfor %} -> PARTS",
                "{% set l = messages %}{% for m in l %}{% set c = m.content %}{% for p in c %}{% endfor %}{% endfor %} -> PARTS",
                "{% for m in messages if m.role %}{% for c in m.content|selectattr('type') %}{% endfor %}{% endfor %} -> PARTS",
                "{% for m in messages %}{{ m.content|map(attribute='text')|join }}{% endfor %} -> PARTS",
                "{{ messages[0].content[0].text }} -> PARTS",
                "{{ messages[0]['content'][0]['text'] }} -> PARTS",
                "{{ (messages|last).content[0].text }} -> PARTS",
                "{% macro show(c) %}{% for p in c %}{% endfor %}{% endmacro %}{% for m in messages %}{{ show(m.content) }}{% endfor %} -> PARTS",
                "{% macro show(c) %}{% for p in c %}{% endfor %}{% endmacro %}{% for m in messages %}{{ show(c=m.content) }}{% endfor %} -> PARTS",
                "{% set ns = namespace() %}{% set ns.m = messages[0] %}{% for p in ns.m.content %}{% endfor %} -> PARTS",
                "{% for m in messages %}{% for p in (m.content if m.content else []) %}{% endfor %}{% endfor %} -> PARTS",
                "{% with m = messages[0] %}{% for p in m.content %}{% endfor %}{% endwith %} -> PARTS",
                "{% for m in messages %}{{ m.content }}{% endfor %} -> STRING",
                "{% for m in messages %}{{ m.content|trim }}{% for t in m.tool_calls %}{% endfor %}{% endfor %} -> STRING",
                "{% for m in messages %}{% for l in m.content.split('x') %}{% endfor %}{% endfor %} -> STRING",
                "{% for m in messages %}{{ m.content[0] }}{{ m.content[1:] }}{% endfor %} -> STRING",
                "{% for m in messages %}{% if m.content is string %}{{ m.content }}{% endif %}{% endfor %} -> STRING",
                "{% for t in tools %}{% for p in t.content %}{% endfor %}{% endfor %} -> STRING",
                "no messages at all -> STRING",
            })
    void findsOutWhatContentIs(String source, ContentFormat expected) {
        assertThat(ChatTemplate.parse(source).contentFormat(ChatOptions.DEFAULT))
                .isEqualTo(expected);
    }

    @Test
    void mediaAreInTheOrderOfTheMessages() {
        ImageItem url = ImageItem.of(URI.create("https://example.org/a.png"));
        RenderedChat chat = ChatTemplate.parse("x")
                .render(
                        List.of(
                                ChatMessage.of("user", ContentPart.text("t"), ContentPart.image(url)),
                                ChatMessage.of("user", ContentPart.audio(), ContentPart.image())),
                        ChatOptions.builder()
                                .mediaPlaceholder((modality, number) -> "")
                                .build());
        assertThat(chat.media())
                .containsExactly(
                        new MediaReference("image", Optional.of(url), 0, 1),
                        new MediaReference("audio", Optional.empty(), 1, 0),
                        new MediaReference("image", Optional.empty(), 1, 1));
        assertThat(chat.media("image")).hasSize(2);
    }

    @Test
    void aChatBecomesAPromptThatKnowsWhoWroteIt() {
        ImageItem held = ImageItem.of(new byte[] {1});
        ImageItem attached = ImageItem.of(new byte[] {2});
        AudioItem sound = AudioItem.of(new byte[] {3});
        RenderedChat chat = ChatTemplate.parse("{{ bos_token }}{% for m in messages %}{% for p in m.content %}"
                        + "{{ p.text if p.type == 'text' else '<' ~ p.type ~ '>' }}{% endfor %}{% endfor %}")
                .withSpecialTokens(Map.of("bos_token", "<s>"))
                .render(List.of(ChatMessage.of(
                        "user",
                        ContentPart.image(),
                        ContentPart.audio(),
                        ContentPart.image(held),
                        ContentPart.text("<image> <s>"))));
        Prompt prompt = chat.prompt(List.of(sound, attached));
        assertThat(prompt.segments())
                .containsExactly(
                        new Segment.Text("<s><image><audio><image>", true), new Segment.Text("<image> <s>", false));
        assertThat(prompt.items().stream().map(PromptItem::media)).containsExactly(attached, sound, held);
        assertThat(prompt.addsSpecialTokens()).isFalse();
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> chat.prompt(List.of(attached)))
                .withMessage("messages[0].content[1] holds no audio, and none is given beside the messages");
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> chat.prompt(List.of(sound, attached, held)))
                .withMessage(
                        "the messages have no part for 1 of the items of modality \"image\" that are given beside them");
    }

    @Test
    void theTokenizerAddsTheFirstTokenUnlessTheTemplateHas() {
        ChatTemplate bare = ChatTemplate.parse("{{ messages[0].content }}");
        for (ChatTemplate template : List.of(
                bare,
                bare.withSpecialTokens(Map.of("bos_token", "<s>")),
                bare.withSpecialTokens(Map.of("bos_token", "")))) {
            // What a user types is never the token.
            RenderedChat chat = template.render(List.of(ChatMessage.of("user", "<s>hi")));
            assertThat(chat.startsWithBos()).isFalse();
            assertThat(chat.prompt(List.of()).addsSpecialTokens()).isTrue();
        }
    }

    @Test
    void continuesTheFinalMessage() {
        String template = "{% for m in messages %}<{{ m.role }}>{{ m.content|trim }}</>{% endfor %}";
        ChatOptions options = ChatOptions.builder().continueFinalMessage(true).build();
        List<ChatMessage> messages = List.of(HI.get(0), ChatMessage.of("assistant", " I say  "));
        RenderedChat chat = ChatTemplate.parse(template).render(messages, options);
        assertThat(chat.text()).isEqualTo("<user>hi</><assistant>I say");
        assertThat(chat.segments().get(3)).isEqualTo(new TextSegment("I say", false));
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> ChatTemplate.parse("x").render(messages, options))
                .withMessageContaining("does not print it");
        for (List<ChatMessage> none : List.of(
                List.<ChatMessage>of(),
                List.of(ChatMessage.withoutContent("assistant")),
                List.of(ChatMessage.of("user", List.of())))) {
            assertThatExceptionOfType(ChatException.class)
                    .isThrownBy(() -> ChatTemplate.parse("{% for c in messages[0].content %}{% endfor %}")
                            .render(none, options))
                    .withMessage("the final message is to be continued, but has no text");
        }
    }

    @Test
    void otherFieldsOfAMessageReachTheTemplate() {
        assertThat(ChatTemplate.parse("{{ messages[0].extra.a[1] }}")
                        .render(List.of(HI.get(0).withField("extra", Map.of("a", List.of(1, 2.5)))))
                        .text())
                .isEqualTo("2.5");
    }
}
