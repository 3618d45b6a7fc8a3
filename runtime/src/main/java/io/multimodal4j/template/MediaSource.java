package io.multimodal4j.template;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a medium of a message comes from. Nothing is fetched here. */
public sealed interface MediaSource {

    /** Encoded content that came with the message. */
    final class Inline implements MediaSource {

        private final byte[] bytes;
        private final String mediaType;

        /**
         * Encoded content.
         *
         * @param bytes the content, not copied
         * @param mediaType what the message says that it is, such as {@code image/png}
         */
        public Inline(byte[] bytes, String mediaType) {
            this.bytes = Objects.requireNonNull(bytes, "bytes");
            this.mediaType = Objects.requireNonNull(mediaType, "mediaType");
        }

        /**
         * The content.
         *
         * @return the bytes, not copied
         */
        public byte[] bytes() {
            return bytes;
        }

        /**
         * What the message says that the content is, which need not be true.
         *
         * @return a media type
         */
        public String mediaType() {
            return mediaType;
        }

        /** The size, never the content. */
        @Override
        public String toString() {
            return mediaType + ", " + bytes.length + " bytes";
        }
    }

    /**
     * Something to be fetched, by whoever decides what may be fetched.
     *
     * @param url a URL with the scheme http, https or file
     */
    record Remote(String url) implements MediaSource {

        private static final Pattern START = Pattern.compile("(https?|file)://([^/?#\\s]*)", Pattern.CASE_INSENSITIVE);

        /** Checks the scheme. */
        public Remote {
            if (!START.matcher(url).lookingAt() || url.chars().anyMatch(Character::isISOControl)) {
                throw new ChatException("a medium is given by a URL with the scheme data, http, https or file");
            }
        }

        /**
         * The scheme.
         *
         * @return {@code http}, {@code https} or {@code file}
         */
        public String scheme() {
            return url.substring(0, url.indexOf(':')).toLowerCase(Locale.ROOT);
        }

        /** The scheme and the host, not what may be secret in the rest. */
        @Override
        public String toString() {
            Matcher start = START.matcher(url);
            return start.lookingAt() ? start.group().replaceFirst("//.*@", "//") + "/..." : "...";
        }
    }

    /** What the caller gives beside the messages, in the same order. */
    record Attached() implements MediaSource {}

    /**
     * The source of a URL.
     *
     * @param url a {@code data:} URL, which is decoded, or one with the scheme http, https or file, which is kept
     * @param maxBytes how many bytes a {@code data:} URL may have
     * @return the source
     * @throws ChatException if it is neither, or too large
     */
    static MediaSource ofUrl(String url, long maxBytes) {
        return DataUrl.isDataUrl(url) ? DataUrl.decode(url, maxBytes) : new Remote(url);
    }
}
