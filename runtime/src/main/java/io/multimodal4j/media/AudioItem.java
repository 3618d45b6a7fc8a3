package io.multimodal4j.media;

import io.multimodal4j.annotations.Modality;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A sound as the caller hands it in. Nothing is read or decoded until a processor needs it. Arrays are not copied and must not be changed while they are in use.
 */
public sealed interface AudioItem extends MediaItem {

    @Override
    default String modality() {
        return Modality.AUDIO;
    }

    /**
     * An encoded sound in memory.
     *
     * @param bytes the file's bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Encoded(byte[] bytes) implements AudioItem {

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
            return "a sound of " + bytes.length + " encoded bytes";
        }
    }

    /**
     * An encoded sound in a file, which is read when it is needed.
     *
     * @param path the file
     */
    record File(Path path) implements AudioItem {

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
     * An encoded sound behind a URL, which is fetched when it is needed if the application allows it.
     *
     * @param uri the URL
     */
    record Url(URI uri) implements AudioItem {

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
            return "a sound behind " + MediaUrls.shown(uri);
        }
    }

    /**
     * Samples between -1 and 1, the channels of one moment side by side.
     *
     * @param samples the samples, a multiple of the channels
     * @param channels how many channels, at least 1
     * @param samplingRate samples per second and channel, at least 1
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Samples(float[] samples, int channels, int samplingRate) implements AudioItem {

        /**
         * Checks the numbers.
         *
         * @param samples the samples
         * @param channels how many channels
         * @param samplingRate samples per second and channel
         */
        public Samples {
            if (channels < 1 || samplingRate < 1 || samples.length == 0 || samples.length % channels != 0) {
                throw new IllegalArgumentException("a sound needs at least one sample in each channel, got "
                        + samples.length + " samples in " + channels + " channels at " + samplingRate + " Hz");
            }
        }

        /**
         * The length.
         *
         * @return samples per channel, at this sound's own rate
         */
        public AudioLength length() {
            return new AudioLength(samples.length / channels, samplingRate);
        }

        @Override
        public String toString() {
            return "a sound of " + length() + " in " + channels + (channels == 1 ? " channel" : " channels");
        }
    }

    /**
     * Silence in one channel, for profiling.
     *
     * @param length its length
     */
    record Silence(AudioLength length) implements AudioItem {

        @Override
        public String toString() {
            return "silence of " + length;
        }
    }

    /**
     * An encoded sound in memory.
     *
     * @param bytes the file's bytes, not copied
     * @return the item
     */
    static AudioItem of(byte[] bytes) {
        return new Encoded(bytes);
    }

    /**
     * An encoded sound from a stream, which is read to its end now, but not beyond the limit, and stays the caller's to close.
     *
     * @param in the stream
     * @param limits of which {@code maxEncodedBytes} counts
     * @return the item
     * @throws MediaException if there are more bytes than the limit
     * @throws IOException if the stream cannot be read
     */
    static AudioItem of(InputStream in, MediaLimits limits) throws IOException {
        return of(limits.readEncoded("a stream with a sound", in));
    }

    /**
     * An encoded sound in a file.
     *
     * @param path the file
     * @return the item
     */
    static AudioItem of(Path path) {
        return new File(path);
    }

    /**
     * An encoded sound behind a URL.
     *
     * @param uri the URL
     * @return the item
     */
    static AudioItem of(URI uri) {
        return new Url(uri);
    }

    /**
     * Samples of one channel.
     *
     * @param samples between -1 and 1, not copied
     * @param samplingRate samples per second
     * @return the item
     */
    static AudioItem ofSamples(float[] samples, int samplingRate) {
        return new Samples(samples, 1, samplingRate);
    }

    /**
     * Silence, for profiling.
     *
     * @param length its length
     * @return the item
     */
    static AudioItem silence(AudioLength length) {
        return new Silence(length);
    }
}
