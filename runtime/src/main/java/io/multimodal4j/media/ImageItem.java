package io.multimodal4j.media;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A picture as the caller hands it in. Nothing is read or decoded until a processor needs it.
 */
public sealed interface ImageItem {

    /**
     * An encoded picture in memory: JPEG, PNG, WebP, GIF, BMP or TIFF. The array is not copied and must not be changed while it is in use.
     *
     * @param bytes the file's bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Encoded(byte[] bytes) implements ImageItem {

        /**
         * Checks the argument.
         *
         * @param bytes the file's bytes
         */
        public Encoded {
            Objects.requireNonNull(bytes, "bytes");
        }

        @Override
        public String toString() {
            return "a picture of " + bytes.length + " encoded bytes";
        }
    }

    /**
     * An encoded picture in a file, which is read when it is needed.
     *
     * @param path the file
     */
    record File(Path path) implements ImageItem {

        /**
         * Checks the argument.
         *
         * @param path the file
         */
        public File {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A white picture, for profiling.
     *
     * @param size its size
     */
    record Blank(ImageSize size) implements ImageItem {

        @Override
        public String toString() {
            return "a blank picture of " + size;
        }
    }

    /**
     * An encoded picture in memory.
     *
     * @param bytes the file's bytes, not copied
     * @return the item
     */
    static ImageItem of(byte[] bytes) {
        return new Encoded(bytes);
    }

    /**
     * An encoded picture in a file.
     *
     * @param path the file
     * @return the item
     */
    static ImageItem of(Path path) {
        return new File(path);
    }

    /**
     * A white picture, for profiling.
     *
     * @param size its size
     * @return the item
     */
    static ImageItem blank(ImageSize size) {
        return new Blank(size);
    }
}
