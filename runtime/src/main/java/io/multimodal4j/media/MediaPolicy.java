package io.multimodal4j.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What media may be read, and what it may cost. The default is safe for prompts that strangers write: bytes, samples, pixels and {@code data:} URLs are read, a {@link Path}
 * that the application's own code puts into a prompt is trusted, and every other URL is refused. Immutable.
 *
 * <pre>{@code
 * MediaPolicy policy = MediaPolicy.builder()
 *         .allowFiles(Path.of("/srv/media"))
 *         .fetcher(HttpMediaFetcher.builder().allowHost("images.example.com").build())
 *         .build();
 * }</pre>
 */
public final class MediaPolicy {

    /** No file URLs, no network, {@link MediaLimits#DEFAULT}. */
    public static final MediaPolicy DEFAULT = builder().build();

    private final MediaLimits limits;
    private final List<Path> roots;
    private final boolean pathsUnderRootsOnly;
    private final Optional<MediaFetcher> fetcher;

    private MediaPolicy(Builder builder) {
        this.limits = builder.limits;
        this.roots = List.copyOf(builder.roots);
        this.pathsUnderRootsOnly = builder.pathsUnderRootsOnly;
        this.fetcher = builder.fetcher;
    }

    /**
     * Starts with the default.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What media may cost.
     *
     * @return the limits
     */
    public MediaLimits limits() {
        return limits;
    }

    Optional<MediaFetcher> fetcher() {
        return fetcher;
    }

    /** The real path of a file that the application's code named. */
    Path requireTrusted(Object item, Path path) throws IOException {
        return pathsUnderRootsOnly ? requireUnderRoots(item, path) : path;
    }

    /** The real path of a file that a URL named. */
    Path requireUnderRoots(Object item, Path path) throws IOException {
        if (roots.isEmpty()) {
            throw new MediaException(
                    item + " is a file, and no folder is allowed; allow one with MediaPolicy.Builder.allowFiles");
        }
        Path real = path.toRealPath();
        if (roots.stream().noneMatch(real::startsWith)) {
            throw new MediaException(item + " is outside the folders that MediaPolicy.Builder.allowFiles allows");
        }
        return real;
    }

    /** Makes a policy. Not safe for several threads. */
    public static final class Builder {

        private final List<Path> roots = new ArrayList<>();
        private MediaLimits limits = MediaLimits.DEFAULT;
        private boolean pathsUnderRootsOnly;
        private Optional<MediaFetcher> fetcher = Optional.empty();

        private Builder() {}

        /**
         * Sets what media may cost.
         *
         * @param newLimits the limits
         * @return this
         */
        public Builder limits(MediaLimits newLimits) {
            limits = Objects.requireNonNull(newLimits, "newLimits");
            return this;
        }

        /**
         * Lets {@code file:} URLs name files below folders. Links are followed before a file's place is judged. Nobody who names files should be able to write there: a link that is
         * made between the judgement and the reading is followed.
         *
         * @param folders existing folders
         * @return this
         * @throws MediaException if one is not there
         */
        public Builder allowFiles(Path... folders) {
            for (Path folder : folders) {
                if (!Files.isDirectory(folder)) {
                    throw new MediaException("there is no folder " + folder + " to allow files from");
                }
                try {
                    roots.add(folder.toRealPath());
                } catch (IOException e) {
                    throw new MediaException(
                            "cannot find out where the folder " + folder + " is: " + e.getMessage(), e);
                }
            }
            return this;
        }

        /**
         * Holds paths in prompts to the same folders as {@code file:} URLs, for applications that make paths of what strangers write.
         *
         * @return this
         */
        public Builder pathsUnderAllowedFoldersOnly() {
            pathsUnderRootsOnly = true;
            return this;
        }

        /**
         * Lets URLs be fetched.
         *
         * @param newFetcher what fetches them, and decides which
         * @return this
         */
        public Builder fetcher(MediaFetcher newFetcher) {
            fetcher = Optional.of(newFetcher);
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return the policy
         */
        public MediaPolicy build() {
            return new MediaPolicy(this);
        }
    }
}
