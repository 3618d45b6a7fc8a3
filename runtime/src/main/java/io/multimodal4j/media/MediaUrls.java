package io.multimodal4j.media;

import java.net.URI;
import java.util.Locale;

/** How URLs are shown in messages: without user, query or the data that they may carry. */
final class MediaUrls {

    private MediaUrls() {}

    static String shown(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT) + ":";
        return scheme.equals("data:") || uri.getHost() == null
                ? "a " + scheme + " URL"
                : scheme + "//" + uri.getHost() + (uri.getPath() == null ? "" : uri.getPath());
    }
}
