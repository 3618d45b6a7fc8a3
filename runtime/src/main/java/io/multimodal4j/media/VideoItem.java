package io.multimodal4j.media;

import io.multimodal4j.annotations.Modality;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A video as the caller hands it in. Nothing is read or decoded until a processor needs it. Arrays are not copied and must not be changed while they are in use.
 */
public sealed interface VideoItem extends MediaItem {

    @Override
    default String modality() {
        return Modality.VIDEO;
    }

    /**
     * An encoded video in memory.
     *
     * @param bytes the file's bytes
     * @param sampling which frames are taken
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Encoded(byte[] bytes, FrameSampling sampling) implements VideoItem {

        /**
         * Checks the arguments.
         *
         * @param bytes the file's bytes
         * @param sampling which frames are taken
         */
        public Encoded {
            Objects.requireNonNull(bytes, "bytes");
            Objects.requireNonNull(sampling, "sampling");
        }

        @Override
        public String toString() {
            return "a video of " + bytes.length + " encoded bytes";
        }
    }

    /**
     * An encoded video in a file, which is read when it is needed.
     *
     * @param path the file
     * @param sampling which frames are taken
     */
    record File(Path path, FrameSampling sampling) implements VideoItem {

        /**
         * Checks the arguments.
         *
         * @param path the file
         * @param sampling which frames are taken
         */
        public File {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(sampling, "sampling");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * An encoded video behind a URL, which is fetched when it is needed if the application allows it.
     *
     * @param uri the URL
     * @param sampling which frames are taken
     */
    record Url(URI uri, FrameSampling sampling) implements VideoItem {

        /**
         * Checks the arguments.
         *
         * @param uri the URL
         * @param sampling which frames are taken
         */
        public Url {
            Objects.requireNonNull(uri, "uri");
            Objects.requireNonNull(sampling, "sampling");
        }

        @Override
        public String toString() {
            return "a video behind " + MediaUrls.shown(uri);
        }
    }

    /**
     * Pictures of one size, one per frame.
     *
     * @param frames the frames, at least one
     * @param metadata where they come from, if that is known
     */
    record Frames(List<ImageItem> frames, Optional<VideoMetadata> metadata) implements VideoItem {

        /**
         * Checks that there are frames, and as many as the metadata says.
         *
         * @param frames the frames
         * @param metadata where they come from
         */
        public Frames {
            frames = List.copyOf(frames);
            requireFrames(frames.size(), metadata);
        }

        @Override
        public String toString() {
            return "a video of " + frames.size() + " pictures";
        }
    }

    /**
     * Raw pixels, frame by frame.
     *
     * @param bytes the samples
     * @param layout how the samples of a frame lie in memory
     * @param size the video's size
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Pixels(byte[] bytes, PixelLayout layout, VideoSize size) implements VideoItem {

        /**
         * Checks that there are as many samples as the layout and the size say.
         *
         * @param bytes the samples
         * @param layout how the samples of a frame lie in memory
         * @param size the video's size
         */
        public Pixels {
            long wanted = layout.bytes(size.frameSize()) * size.frames();
            if (bytes.length != wanted) {
                throw new IllegalArgumentException("a video of " + size + " in layout " + layout + " has " + wanted
                        + " bytes, got " + bytes.length);
            }
        }

        @Override
        public String toString() {
            return "a video of " + size + " raw " + layout + " pixels";
        }
    }

    /**
     * A white video, for profiling.
     *
     * @param size its size
     */
    record Blank(VideoSize size) implements VideoItem {

        @Override
        public String toString() {
            return "a blank video of " + size;
        }
    }

    private static void requireFrames(int frames, Optional<VideoMetadata> metadata) {
        if (frames == 0) {
            throw new IllegalArgumentException("a video must have at least one frame");
        }
        metadata.ifPresent(known -> {
            if (known.frameIndices().size() != frames) {
                throw new IllegalArgumentException("a video of " + frames + " frames needs as many frame indices, got "
                        + known.frameIndices().size());
            }
        });
    }

    /**
     * An encoded video in memory, of which {@linkplain FrameSampling#DEFAULT 32 frames} are taken.
     *
     * @param bytes the file's bytes, not copied
     * @return the item
     */
    static VideoItem of(byte[] bytes) {
        return new Encoded(bytes, FrameSampling.DEFAULT);
    }

    /**
     * An encoded video from a stream, which is read to its end now, but not beyond the limit, and stays the caller's to close.
     *
     * @param in the stream
     * @param limits of which {@code maxEncodedBytes} counts
     * @return the item
     * @throws MediaException if there are more bytes than the limit
     * @throws IOException if the stream cannot be read
     */
    static VideoItem of(InputStream in, MediaLimits limits) throws IOException {
        return of(limits.readEncoded("a stream with a video", in));
    }

    /**
     * An encoded video in a file, of which {@linkplain FrameSampling#DEFAULT 32 frames} are taken.
     *
     * @param path the file
     * @return the item
     */
    static VideoItem of(Path path) {
        return new File(path, FrameSampling.DEFAULT);
    }

    /**
     * An encoded video behind a URL, of which {@linkplain FrameSampling#DEFAULT 32 frames} are taken.
     *
     * @param uri the URL
     * @return the item
     */
    static VideoItem of(URI uri) {
        return new Url(uri, FrameSampling.DEFAULT);
    }

    /**
     * Pictures of one size, one per frame.
     *
     * @param frames the frames, at least one
     * @return the item
     */
    static VideoItem ofFrames(List<? extends ImageItem> frames) {
        return new Frames(List.copyOf(frames), Optional.empty());
    }

    /**
     * A white video, for profiling.
     *
     * @param size its size
     * @return the item
     */
    static VideoItem blank(VideoSize size) {
        return new Blank(size);
    }
}
