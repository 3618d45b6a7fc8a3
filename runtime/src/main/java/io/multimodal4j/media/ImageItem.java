package io.multimodal4j.media;

import io.multimodal4j.annotations.Modality;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A picture as the caller hands it in. Nothing is read or decoded until a processor needs it. Arrays are not copied and must not be changed while they are in use.
 */
public sealed interface ImageItem extends MediaItem {

    @Override
    default String modality() {
        return Modality.IMAGE;
    }

    /**
     * An encoded picture in memory: JPEG, PNG, WebP, GIF, BMP or TIFF.
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
     * An encoded picture behind a URL, which is fetched when it is needed if the application allows it; {@code data:} URLs carry the picture in themselves.
     *
     * @param uri the URL
     */
    record Url(URI uri) implements ImageItem {

        /**
         * Checks the argument.
         *
         * @param uri the URL
         */
        public Url {
            Objects.requireNonNull(uri, "uri");
        }

        @Override
        public String toString() {
            return "a picture behind " + MediaUrls.shown(uri);
        }
    }

    /**
     * Raw pixels.
     *
     * @param bytes the samples
     * @param layout how they lie in memory
     * @param size the picture's size
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Pixels(byte[] bytes, PixelLayout layout, ImageSize size) implements ImageItem {

        /**
         * Checks that there are as many samples as the layout and the size say.
         *
         * @param bytes the samples
         * @param layout how they lie in memory
         * @param size the picture's size
         */
        public Pixels {
            if (bytes.length != layout.bytes(size)) {
                throw new IllegalArgumentException("a picture of " + size + " in layout " + layout + " has "
                        + layout.bytes(size) + " bytes, got " + bytes.length);
            }
        }

        @Override
        public String toString() {
            return "a picture of " + size + " raw " + layout + " pixels";
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
     * An encoded picture from a stream, which is read to its end now, but not beyond the limit, and stays the caller's to close.
     *
     * @param in the stream
     * @param limits of which {@code maxEncodedBytes} counts
     * @return the item
     * @throws MediaException if there are more bytes than the limit
     * @throws IOException if the stream cannot be read
     */
    static ImageItem of(InputStream in, MediaLimits limits) throws IOException {
        return of(limits.readEncoded("a stream with a picture", in));
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
     * An encoded picture behind a URL.
     *
     * @param uri the URL
     * @return the item
     */
    static ImageItem of(URI uri) {
        return new Url(uri);
    }

    /**
     * Raw pixels.
     *
     * @param bytes the samples, not copied
     * @param layout how they lie in memory
     * @param size the picture's size
     * @return the item
     */
    static ImageItem ofPixels(byte[] bytes, PixelLayout layout, ImageSize size) {
        return new Pixels(bytes, layout, size);
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
