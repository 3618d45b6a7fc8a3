package io.multimodal4j.media;

import java.net.URI;

/**
 * Gets the bytes behind a URL. Without one, URLs are refused. {@code io.multimodal4j.fetch.HttpMediaFetcher} is a safe one for http and https; an application with its own
 * storage writes another. Implementations are safe for any number of threads.
 */
@FunctionalInterface
public interface MediaFetcher {

    /**
     * Fetches a file.
     *
     * @param uri an absolute URL, as the user gave it: nothing of it has been checked, and it is neither {@code data:} nor {@code file:}
     * @param maxBytes the most bytes to read; one more is an error, not a cut
     * @return the file's bytes
     * @throws MediaException if it may not or cannot be fetched
     */
    byte[] fetch(URI uri, long maxBytes);
}
