package io.multimodal4j.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Gets the bytes of files, as far as a policy allows. */
final class MediaBytes {

    private final MediaPolicy policy;

    MediaBytes(MediaPolicy policy) {
        this.policy = policy;
    }

    /** Bytes that are in memory already. */
    byte[] ofMemory(Object item, byte[] bytes) {
        requireSize(item, bytes.length);
        return bytes;
    }

    /** The bytes of a file that the application named. */
    byte[] ofPath(Object item, Path path) {
        try {
            return read(item, policy.requireTrusted(item, path));
        } catch (NoSuchFileException e) {
            throw new MediaException("there is no file " + path, e);
        } catch (IOException e) {
            throw new MediaException("cannot read " + item + ": " + e.getMessage(), e);
        }
    }

    /** The bytes behind a URL. */
    byte[] ofUrl(Object item, URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "data" -> DataUrl.decode(uri.toString(), policy.limits().maxEncodedBytes(), item);
            case "file" -> ofFileUrl(item, uri);
            case "" -> throw new MediaException(item + " has no scheme, so it is no URL but a part of one");
            default -> fetched(item, uri);
        };
    }

    private byte[] fetched(Object item, URI uri) {
        MediaFetcher fetcher = policy.fetcher()
                .orElseThrow(() -> new MediaException(item
                        + " is not fetched, because no fetcher is given; give one with MediaPolicy.Builder.fetcher"));
        long limit = policy.limits().maxEncodedBytes();
        byte[] bytes = fetcher.fetch(uri, limit);
        requireSize(item, bytes.length);
        return bytes;
    }

    private byte[] ofFileUrl(Object item, URI uri) {
        if (uri.getRawAuthority() != null && !uri.getRawAuthority().equalsIgnoreCase("localhost")) {
            throw new MediaException(item + " is on another machine");
        }
        if (uri.getPath() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new MediaException(item + " is a file URL that cannot be read; write it as file:///folder/file");
        }
        try {
            Path path = Path.of(URI.create("file:" + uri.getRawPath()));
            return read(item, policy.requireUnderRoots(item, path));
        } catch (IllegalArgumentException e) {
            throw new MediaException(item + " is a file URL that cannot be read; write it as file:///folder/file", e);
        } catch (IOException e) {
            // Whether a file outside the folders exists is nobody's business, and its name is in the exception's
            // message.
            throw new MediaException(item + " cannot be read below the folders that are allowed", e);
        }
    }

    private byte[] read(Object item, Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new MediaException(item + " is not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            requireSize(item, Files.size(file));
            return policy.limits().readEncoded(item, in);
        }
    }

    private void requireSize(Object item, long bytes) {
        policy.limits().requireEncoded(item, bytes);
    }
}
