package io.multimodal4j.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.multimodal4j.media.AudioItem;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.VideoItem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the parts of a message's content. What a medium's URL leads to, or holds, is for who opens it to see. */
final class PartReader {

    private static final Map<String, String> TEXTS =
            Map.of("text", "text", "input_text", "text", "output_text", "text", "refusal", "refusal");
    private static final Map<String, Function<Optional<URI>, ContentPart>> MEDIA = Map.of(
            "image", uri -> new ContentPart.Image(uri.map(ImageItem::of)),
            "video", uri -> new ContentPart.Video(uri.map(VideoItem::of)),
            "audio", uri -> new ContentPart.Audio(uri.map(AudioItem::of)));
    private static final List<String> TYPES =
            List.of("text", "image", "image_url", "video", "video_url", "audio", "audio_url", "input_audio");
    private static final Set<String> SCHEMES = Set.of("data", "http", "https", "file");
    private static final String URL = "_url";

    /** A URL of so many characters has no more bytes than the limit, whatever it says in front of them. */
    private static final int HEAD = 4096;

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
            URI sound = inputAudio(part.path("input_audio"), at + ".input_audio");
            return ContentPart.audio(AudioItem.of(sound));
        }
        if (MEDIA.containsKey(type)) {
            return MEDIA.get(type).apply(source(part, type, at));
        }
        String modality = type.endsWith(URL) ? type.substring(0, type.length() - URL.length()) : "";
        if (MEDIA.containsKey(modality)) {
            JsonNode url = part.path(type);
            String address = url.isTextual() ? url.textValue() : text(url, "url", at + "." + type);
            return MEDIA.get(modality).apply(Optional.of(url(address, at)));
        }
        throw new ChatException(at + " is of a type that is not known; known are " + TYPES);
    }

    /** A medium as Hugging Face writes it. */
    private Optional<URI> source(JsonNode part, String modality, String at) {
        if (part.has("path")) {
            throw new ChatException(at + " names a local path, which messages may not; give a URL");
        }
        if (part.has("base64")) {
            return Optional.of(base64(modality + "/*", text(part, "base64", at), at));
        }
        for (String key : List.of("url", modality, modality + URL)) {
            if (part.has(key)) {
                JsonNode value = part.get(key);
                String url = value.isObject() ? text(value, "url", at + "." + key) : text(part, key, at);
                return Optional.of(url(url, at));
            }
        }
        return Optional.empty();
    }

    private URI inputAudio(JsonNode audio, String at) {
        String format = text(audio, "format", at).toLowerCase(Locale.ROOT);
        if (!format.matches("[a-z0-9]{1,16}")) {
            throw new ChatException(at + ".format is not the name of a format such as \"wav\"");
        }
        return base64("audio/" + format, text(audio, "data", at), at);
    }

    /** One reader of base64 for all: the one of {@code data:} URLs, when the item is opened. */
    private URI base64(String mediaType, String text, String at) {
        return url("data:" + mediaType + ";base64," + text, at);
    }

    private URI url(String url, String at) {
        if (url.length() > maxMediaBytes / 3 * 4 + HEAD) {
            throw new ChatException(
                    at + ": a medium has more than the " + maxMediaBytes + " bytes that a message may hold");
        }
        try {
            URI uri = new URI(url);
            if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Its message quotes the URL, which may be the medium itself.
            throw new ChatException(
                    at + ": a medium's URL or base64 text has a character that does not belong there, at position "
                            + e.getIndex());
        }
        throw new ChatException(at + ": a medium is given by a URL with the scheme data, http, https or file");
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
