package io.multimodal4j.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.VideoItem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatJsonTest {

    private static final String ABC = Base64.getEncoder().encodeToString("abc".getBytes(StandardCharsets.US_ASCII));

    private static ContentPart part(String json) {
        return ChatJson.DEFAULT
                .messages("[{\"role\": \"user\", \"content\": [" + json.replace('\'', '"') + "]}]")
                .get(0)
                .content()
                .get(0);
    }

    private static String describe(ContentPart part) {
        if (part instanceof ContentPart.Text text) {
            return "text " + text.text();
        }
        ContentPart.Media media = (ContentPart.Media) part;
        return media.modality() + " " + uri(media).map(URI::toString).orElse("attached");
    }

    private static Optional<URI> uri(ContentPart.Media media) {
        return media.item().map(item -> {
            if (item instanceof ImageItem.Url image) {
                return image.uri();
            }
            return item instanceof AudioItem.Url sound ? sound.uri() : ((VideoItem.Url) item).uri();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "{'type': 'text', 'text': 'hi'} -> text hi",
                "{'type': 'input_text', 'text': 'hi'} -> text hi",
                "{'type': 'refusal', 'refusal': 'no'} -> text no",
                "{'type': 'image'} -> image attached",
                "{'type': 'video'} -> video attached",
                "{'type': 'audio'} -> audio attached",
                "{'type': 'image', 'url': 'https://h/a.png'} -> image https://h/a.png",
                "{'type': 'image', 'image': 'file:///tmp/a.png'} -> image file:///tmp/a.png",
                "{'type': 'image', 'base64': 'YWJj'} -> image data:image/*;base64,YWJj",
                "{'type': 'image_url', 'image_url': {'url': 'HTTP://h/a', 'detail': 'low'}} -> image HTTP://h/a",
                "{'type': 'image_url', 'image_url': 'https://h/a?b=c#d'} -> image https://h/a?b=c#d",
                "{'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,YWJj'}} -> image data:image/png;base64,YWJj",
                "{'type': 'image_url', 'image_url': {'url': 'data:image/png;BASE64,YW%4aj'}} -> image data:image/png;BASE64,YW%4aj",
                "{'type': 'image_url', 'image_url': {'url': 'data:image/svg+xml,a%20%3Cb'}} -> image data:image/svg+xml,a%20%3Cb",
                "{'type': 'image_url', 'image_url': {'url': 'data:,'}} -> image data:,",
                "{'type': 'image_url', 'image_url': {'url': 'data:image/png;a=b;base64,YQ'}} -> image data:image/png;a=b;base64,YQ",
                "{'type': 'video_url', 'video_url': {'url': 'https://h/v.mp4'}} -> video https://h/v.mp4",
                "{'type': 'audio_url', 'audio_url': {'url': 'https://h/a.wav'}} -> audio https://h/a.wav",
                "{'type': 'input_audio', 'input_audio': {'data': 'YWJj', 'format': 'WAV'}} -> audio data:audio/wav;base64,YWJj",
            })
    void readsParts(String json, String expected) {
        assertThat(describe(part(json)).strip()).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "'x' -> messages[0].content[0] is not an object",
                "{} -> messages[0].content[0] needs a string \"type\"",
                "{'type': 'text'} -> messages[0].content[0] needs a string \"text\"",
                "{'type': 'pdf'} -> messages[0].content[0] is of a type that is not known; known are [text, image, image_url, video, video_url, audio, audio_url, input_audio]",
                "{'type': 'image_url'} -> messages[0].content[0].image_url needs a string \"url\"",
                "{'type': 'image', 'path': '/etc/passwd'} -> messages[0].content[0] names a local path, which messages may not; give a URL",
                "{'type': 'image', 'url': '/etc/passwd'} -> messages[0].content[0]: a medium is given by a URL with the scheme data, http, https or file",
                "{'type': 'image', 'url': 'ftp://h/a'} -> messages[0].content[0]: a medium is given by a URL with the scheme data, http, https or file",
                "{'type': 'image', 'url': 'https://h/a\\nb'} -> messages[0].content[0]: a medium's URL or base64 text has a character that does not belong there, at position 11",
                "{'type': 'image', 'base64': 'YW Jj'} -> messages[0].content[0]: a medium's URL or base64 text has a character that does not belong there, at position 22",
                "{'type': 'image', 'url': 'data:,%4'} -> messages[0].content[0]: a medium's URL or base64 text has a character that does not belong there, at position 6",
                "{'type': 'input_audio', 'input_audio': {'data': 'YQ', 'format': 'a/b'}} -> messages[0].content[0].input_audio.format is not the name of a format such as \"wav\"",
                "{'type': 'input_audio'} -> messages[0].content[0].input_audio needs a string \"format\"",
            })
    void saysWhatIsWrongWithAPart(String json, String expected) {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> part(json))
                .withMessage(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "{} -> the messages are not a JSON array",
                "[1] -> messages[0] is not an object",
                "[{}] -> messages[0] needs a string \"role\"",
                "[{\"role\": 1}] -> messages[0] needs a string \"role\"",
                "[{\"role\": \"a\", \"content\": 5}] -> messages[0].content is neither a string nor a list of parts",
                "[{\"role\": \"a\", \"role\": \"b\"}] -> the messages are not valid JSON at line 1, column 21",
                "[] [] -> the messages are not valid JSON at line 1, column 5",
                "[{\"secret -> the messages are not valid JSON at line 1, column 10",
                "[{\"role\": \"a\", \"tool_calls\": [{\"function\": {\"arguments\": \"{secret\"}}]}] -> messages[0].tool_calls[0].function.arguments are not valid JSON at line 1, column 2",
            })
    void saysWhatIsWrongWithAMessage(String json, String expected) {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> ChatJson.DEFAULT.messages(json))
                .withMessageStartingWith(expected.substring(0, expected.length() - 2));
    }

    @Test
    void contentMayBeAStringNullOrMissing() {
        ChatTemplate template = ChatTemplate.parse(
                "{% for m in messages %}{{ m.content is defined }} {{ m.content }} {{ m.name }};{% endfor %}");
        String json =
                "[{\"role\": \"a\", \"content\": \"x\", \"name\": \"n\"}, {\"role\": \"a\", \"content\": null}, {\"role\": \"a\"}]";
        assertThat(template.render(ChatJson.DEFAULT.messages(json)).text()).isEqualTo("True x n;True None ;False  ;");
    }

    @Test
    void argumentsOfToolCallsAreParsed() {
        ChatTemplate template = ChatTemplate.parse(
                "{% for c in messages[0].tool_calls %}{{ c.function.arguments|tojson }};{% endfor %}");
        String json = """
                [{"role": "assistant", "tool_calls": [
                  {"function": {"name": "f", "arguments": "{\\"a\\": [1, 2.0, 12345678901234567890]}"}},
                  {"function": {"name": "f", "arguments": {"b": null}}}, {"function": {"arguments": ""}}, {"x": 1, "function": {}}]}]
                """;
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> template.render(ChatJson.DEFAULT.messages(json)))
                .withMessageContaining("Undefined");
        String three = json.replace(", {\"x\": 1, \"function\": {}}", "");
        assertThat(template.render(ChatJson.DEFAULT.messages(three)).text())
                .isEqualTo("{\"a\": [1, 2.0, 12345678901234567890]};{\"b\": null};{};");
    }

    @Test
    void mediaHaveASize() {
        String url = "data:;base64," + ABC.repeat(2000);
        String json = "[{\"role\": \"u\", \"content\": [{\"type\": \"image\", \"url\": \"" + url + "\"}]}]";
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> new ChatJson(2000).messages(json))
                .withMessage("messages[0].content[0]: a medium has more than the 2000 bytes that a message may hold");
        assertThat(new ChatJson(6000).messages(json)).hasSize(1);
    }

    @Test
    void largeMediaAreRead() {
        byte[] bytes = new byte[30_000_000];
        new Random(1).nextBytes(bytes);
        String json =
                "[{\"role\": \"u\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(bytes) + "\"}}]}]";
        ContentPart.Media part = (ContentPart.Media)
                ChatJson.DEFAULT.messages(json).get(0).content().get(0);
        assertThat(uri(part))
                .hasValueSatisfying(uri -> assertThat(uri.toString()).hasSize(40_000_022));
    }

    @Test
    void textsThatAreShownSayNothingOfTheContent() {
        assertThat(part("{'type': 'image', 'url': 'https://user:pass@h.org/secret?key'}")
                        .toString())
                .isEqualTo("Image[item=Optional[a picture behind https://h.org/secret]]");
        assertThat(part("{'type': 'image', 'url': 'data:image/png;base64,YWJj'}")
                        .toString())
                .isEqualTo("Image[item=Optional[a picture behind a data: URL]]");
        assertThat(ChatMessage.of("user", "secret").toString()).isEqualTo("user: [text, 6 characters]");
    }

    @Test
    void readsLists() {
        assertThat(ChatJson.DEFAULT.list("[{\"a\": 1}, null]")).hasSize(2);
        assertThatExceptionOfType(ChatException.class).isThrownBy(() -> ChatJson.DEFAULT.list("{}"));
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> ChatJson.DEFAULT.list("[".repeat(101) + "]".repeat(101)));
    }
}
