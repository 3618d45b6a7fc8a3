package io.multimodal4j.fetch;

import io.multimodal4j.media.MediaException;
import java.net.URI;
import java.util.Locale;

/**
 * An HTTP URL taken apart once. The name that is looked up in the list of hosts, resolved, asked for in the certificate and sent in the request is this one, so that no two
 * parsers can disagree.
 *
 * @param secure whether it is https
 * @param host the name or literal address, in small letters, without brackets and without a dot at the end
 * @param port the port
 * @param resource path and query, as they are sent
 */
record FetchTarget(boolean secure, String host, int port, String resource) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;

    static FetchTarget of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            throw new MediaException("the scheme \"" + scheme + "\" cannot be fetched; http and https can");
        }
        String host = uri.getHost();
        if (host == null || host.isEmpty() || isOddNumber(host)) {
            throw new MediaException(
                    "an HTTP URL has no host that can be read; write names in ASCII (xn--...) and addresses with all their parts");
        }
        if (uri.getRawUserInfo() != null) {
            throw new MediaException("the URL of " + host + " has a user name in it, which is refused");
        }
        int port = uri.getPort() == -1 ? secure ? HTTPS : HTTP : uri.getPort();
        if (port < 1 || port > LAST_PORT) {
            throw new MediaException("the URL of " + host + " has the port " + port);
        }
        return new FetchTarget(secure, plain(host), port, resource(URI.create(uri.toASCIIString())));
    }

    /** Numbers that some resolvers take for addresses, such as 2130706433 or 127.1. */
    private static boolean isOddNumber(String host) {
        return host.matches("(.*\\.)?(0[xX])?[0-9][0-9a-fA-F]*\\.?") && !host.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}");
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            return name.substring(1, name.length() - 1);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static String resource(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Whether the port is the scheme's own. */
    boolean usualPort() {
        return port == (secure ? HTTPS : HTTP);
    }

    /** The host as it stands in a request. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return usualPort() ? name : name + ":" + port;
    }

    /** Without path and query, which may carry secrets. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority();
    }
}
