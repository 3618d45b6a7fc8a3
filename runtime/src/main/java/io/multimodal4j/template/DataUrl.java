package io.multimodal4j.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Decodes {@code data:} URLs as RFC 2397 describes them, within a size. */
final class DataUrl {

    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";
    private static final String DEFAULT_TYPE = "text/plain;charset=US-ASCII";

    private DataUrl() {}

    static boolean isDataUrl(String url) {
        return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    static MediaSource.Inline decode(String url, long maxBytes) {
        int comma = url.indexOf(',');
        if (comma < 0) {
            throw new ChatException("a data: URL has no comma between its type and its content");
        }
        String header = url.substring(SCHEME.length(), comma).strip();
        boolean base64 = header.toLowerCase(Locale.ROOT).endsWith(BASE64);
        String type = base64 ? header.substring(0, header.length() - BASE64.length()) : header;
        byte[] bytes = base64 ? base64(url, comma + 1, maxBytes) : percentDecoded(url, comma + 1, maxBytes);
        return new MediaSource.Inline(bytes, type.isEmpty() ? DEFAULT_TYPE : type);
    }

    private static byte[] base64(String url, int from, long maxBytes) {
        boolean escaped = url.indexOf('%', from) >= 0;
        if (!escaped) {
            return base64(url.substring(from), maxBytes);
        }
        byte[] unescaped = percentDecoded(url, from, Math.addExact(Math.multiplyExact(maxBytes, 2), 4));
        return base64(new String(unescaped, StandardCharsets.ISO_8859_1), maxBytes);
    }

    /**
     * Decodes base64 text, with or without padding and white space.
     *
     * @param text the text
     * @param maxBytes how many bytes it may have
     * @return the bytes
     */
    static byte[] base64(String text, long maxBytes) {
        String packed = text.chars().anyMatch(c -> c <= ' ') ? text.replaceAll("[ \t\r\n\f]", "") : text;
        requireSize(packed.length() / 4 * 3L - 2, maxBytes);
        try {
            byte[] bytes = Base64.getDecoder().decode(packed);
            requireSize(bytes.length, maxBytes);
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new ChatException("the base64 text of a medium is damaged; its alphabet is A-Z a-z 0-9 + /");
        }
    }

    private static byte[] percentDecoded(String url, int from, long maxBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(url.length() - from, 1 << 16));
        for (int i = from; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c >= 0x80) {
                throw new ChatException("a data: URL has a character that is neither ASCII nor percent-encoded");
            }
            if (c == '%') {
                bytes.write(hexadecimal(url, i + 1) * 16 + hexadecimal(url, i + 2));
                i += 2;
            } else {
                bytes.write(c);
            }
            requireSize(bytes.size(), maxBytes);
        }
        return bytes.toByteArray();
    }

    private static int hexadecimal(String url, int at) {
        char c = at < url.length() ? url.charAt(at) : ' ';
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw new ChatException("a \"%\" in a data: URL is not followed by two hexadecimal digits");
        }
        return digit;
    }

    private static void requireSize(long size, long maxBytes) {
        if (size > maxBytes) {
            throw new ChatException("a medium has more than the " + maxBytes + " bytes that are allowed");
        }
    }
}
