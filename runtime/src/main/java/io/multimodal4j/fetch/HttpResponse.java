package io.multimodal4j.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The head of an HTTP/1.1 response, read strictly and within bounds. */
final class HttpResponse {

    private static final int MAX_HEAD = 32 << 10;
    private static final int MAX_INTERIM = 4;

    private final int status;
    private final Map<String, List<String>> headers;

    private HttpResponse(int status, Map<String, List<String>> headers) {
        this.status = status;
        this.headers = headers;
    }

    /** Reads up to the first byte of the body, leaving out interim responses. */
    static HttpResponse read(InputStream in) throws IOException {
        HeadReader head = new HeadReader(in);
        for (int i = 0; i < MAX_INTERIM; i++) {
            HttpResponse response = new HttpResponse(status(head.line()), headers(head));
            if (response.status >= 200) {
                return response;
            }
        }
        throw new IOException("the server sends nothing but interim responses");
    }

    int status() {
        return status;
    }

    boolean isRedirect() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** The only value of a header; empty if it is absent. */
    Optional<String> header(String name) throws IOException {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.stream().distinct().count() > 1) {
            throw new IOException("the server sends more than one " + name);
        }
        return values.stream().findFirst();
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("the server does not speak HTTP/1.1");
        }
        return Integer.parseInt(line, 9, 12, 10);
    }

    private static Map<String, List<String>> headers(HeadReader head) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = head.line(); !line.isEmpty(); line = head.line()) {
            int colon = line.indexOf(':');
            // Folded lines and blanks before the colon are read differently by different programs.
            if (colon < 1 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
                throw new IOException("the server sends a header that cannot be read");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Reads lines, not more than a bound in all. */
    private static final class HeadReader {

        private final InputStream in;
        private int left = MAX_HEAD;

        HeadReader(InputStream in) {
            this.in = in;
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the server ends in the middle of a header");
                }
                if (--left < 0) {
                    throw new IOException("the server sends more than " + MAX_HEAD + " bytes of headers");
                }
                line.append((char) c);
            }
            int length = line.length();
            return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
        }
    }
}
