package io.multimodal4j.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the parts of a message's content. */
final class PartReader {

    private static final Map<String, String> TEXTS =
            Map.of("text", "text", "input_text", "text", "output_text", "text", "refusal", "refusal");
    private static final Map<String, Function<MediaSource, ContentPart>> MEDIA =
            Map.of("image", ContentPart.Image::new, "video", ContentPart.Video::new, "audio", ContentPart.Audio::new);
    private static final List<String> TYPES =
            List.of("text", "image", "image_url", "video", "video_url", "audio", "audio_url", "input_audio");
    private static final String URL = "_url";

    private final long maxMediaBytes;

    PartReader(long maxMediaBytes) {
        this.maxMediaBytes = maxMediaBytes;
    }

    ContentPart part(JsonNode part, String at) {
        if (!part.isObject()) {
            throw new ChatException(at + " is not an object");
        }
        String type = text(part, "type", at);
        if (TEXTS.containsKey(type)) {
            return ContentPart.text(text(part, TEXTS.get(type), at));
        }
        return media(part, type, at);
    }

    private ContentPart media(JsonNode part, String type, String at) {
        if (type.equals("input_audio")) {
            return new ContentPart.Audio(inputAudio(part.path("input_audio"), at + ".input_audio"));
        }
        if (MEDIA.containsKey(type)) {
            return MEDIA.get(type).apply(source(part, type, at));
        }
        String modality = type.endsWith(URL) ? type.substring(0, type.length() - URL.length()) : "";
        if (MEDIA.containsKey(modality)) {
            JsonNode url = part.path(type);
            String address = url.isTextual() ? url.textValue() : text(url, "url", at + "." + type);
            return MEDIA.get(modality).apply(url(address, at));
        }
        throw new ChatException(at + " is of a type that is not known; known are " + TYPES);
    }

    /** A medium as Hugging Face writes it. */
    private MediaSource source(JsonNode part, String modality, String at) {
        if (part.has("path")) {
            throw new ChatException(at + " names a local path, which messages may not; give a URL");
        }
        if (part.has("base64")) {
            return new MediaSource.Inline(base64(text(part, "base64", at), at), modality + "/*");
        }
        for (String key : List.of("url", modality, modality + URL)) {
            if (part.has(key)) {
                JsonNode value = part.get(key);
                String url = value.isObject() ? text(value, "url", at + "." + key) : text(part, key, at);
                return url(url, at);
            }
        }
        return new MediaSource.Attached();
    }

    private MediaSource inputAudio(JsonNode audio, String at) {
        String format = text(audio, "format", at).toLowerCase(Locale.ROOT);
        if (!format.matches("[a-z0-9]{1,16}")) {
            throw new ChatException(at + ".format is not the name of a format such as \"wav\"");
        }
        byte[] bytes = base64(text(audio, "data", at), at);
        return new MediaSource.Inline(bytes, "audio/" + format);
    }

    private MediaSource url(String url, String at) {
        return located(at, () -> MediaSource.ofUrl(url, maxMediaBytes));
    }

    private byte[] base64(String text, String at) {
        return located(at, () -> DataUrl.base64(text, maxMediaBytes));
    }

    private static <T> T located(String at, Supplier<T> decoder) {
        try {
            return decoder.get();
        } catch (ChatException e) {
            throw new ChatException(at + ": " + e.getMessage(), e);
        }
    }

    /** A string that must be there. */
    static String text(JsonNode node, String key, String at) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new ChatException(at + " needs a string \"" + key + "\"");
        }
        return value.textValue();
    }
}
