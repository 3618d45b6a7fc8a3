package io.multimodal4j.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Reads {@code data:} URLs (RFC 2397): a media type with any parameters, which is ignored since the bytes say what they are, then base64 or percent-encoded bytes. Strict: no blanks,
 * no other alphabets, base64 with all its padding.
 */
final class DataUrl {

    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";

    private DataUrl() {}

    /** Whether a URL is one, whatever the case of its scheme. */
    static boolean isDataUrl(String url) {
        return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The media type in small letters, without parameters. */
    static String mediaType(String url) {
        String head = url.substring(SCHEME.length(), Math.max(SCHEME.length(), url.indexOf(',')));
        int parameters = head.indexOf(';');
        return (parameters < 0 ? head : head.substring(0, parameters)).toLowerCase(Locale.ROOT);
    }

    /**
     * The bytes of a URL.
     *
     * @param url a data URL
     * @param maxBytes the most bytes
     * @param item what is named in errors
     */
    static byte[] decode(String url, long maxBytes, Object item) {
        int comma = comma(url, item);
        boolean base64 = isBase64(url, comma);
        // Three bytes may be written with twelve characters, one with three.
        long most = base64 ? (maxBytes + 2) / 3 * 12 : maxBytes * 3;
        if (url.length() - comma - 1 > most) {
            throw tooLarge(maxBytes, item);
        }
        byte[] data = unescape(url, comma + 1, url.length(), item);
        byte[] bytes = base64 ? decodeBase64(data, item) : data;
        if (bytes.length > maxBytes) {
            throw tooLarge(maxBytes, item);
        }
        return bytes;
    }

    /** The parts of a URL whose data are several files in base64, with commas between them. */
    static List<byte[]> decodeAll(String url, MediaLimits limits, Object item) {
        int comma = comma(url, item);
        if (!isBase64(url, comma)) {
            throw new MediaException(item + " has several pictures that are not in base64");
        }
        if (url.length() - comma - 1 > (limits.maxEncodedBytes() + 2) / 3 * 4 + limits.maxVideoFrames()) {
            throw tooLarge(limits.maxEncodedBytes(), item);
        }
        List<byte[]> parts = new ArrayList<>();
        for (int from = comma + 1; from <= url.length(); ) {
            limits.requireFrames(item, parts.size() + 1);
            int end = url.indexOf(',', from) < 0 ? url.length() : url.indexOf(',', from);
            parts.add(decodeBase64(unescape(url, from, end, item), item));
            from = end + 1;
        }
        return parts;
    }

    private static int comma(String url, Object item) {
        int comma = url.indexOf(',');
        if (comma < 0) {
            throw new MediaException(item + " is no data URL: it has no comma before its data");
        }
        return comma;
    }

    private static boolean isBase64(String url, int comma) {
        return url.regionMatches(true, comma - BASE64.length(), BASE64, 0, BASE64.length());
    }

    private static MediaException tooLarge(long maxBytes, Object item) {
        return new MediaException(
                item + " has more than the limit of " + maxBytes + " bytes; raise MediaLimits.maxEncodedBytes");
    }

    private static byte[] decodeBase64(byte[] data, Object item) {
        try {
            byte[] bytes = Base64.getDecoder().decode(data);
            // The decoder takes data without padding, and bits after the last byte.
            if (Arrays.equals(Base64.getEncoder().encode(bytes), data)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Its message quotes the data.
        }
        throw new MediaException(item + " has data that are not base64");
    }

    private static byte[] unescape(String url, int from, int to, Object item) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            char c = url.charAt(at);
            if (c <= ' ' || c > '~') {
                throw new MediaException(item + " has characters in its data that no URL has");
            }
            if (c == '%') {
                int high = at + 2 < to ? Character.digit(url.charAt(at + 1), 16) : -1;
                int low = high >= 0 ? Character.digit(url.charAt(at + 2), 16) : -1;
                if (low < 0) {
                    throw new MediaException(item + " has a percent sign without two hexadecimal digits in its data");
                }
                bytes[length++] = (byte) (high << 4 | low);
                at += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
