package io.multimodal4j.ffmpeg;

import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * A video file. Its frames are counted by walking over its packets, without decoding one. Immutable, safe for any number of threads; the bytes are not copied and must not change.
 */
public final class FfmpegVideo {

    private static final int VP8_SHOWN = 0x10;

    private static final long MARGIN = 1 << 23;

    private final byte[] file;
    private final int width;
    private final int height;
    private final int frames;
    private final OptionalDouble framesPerSecond;
    private final int quarterTurns;

    private FfmpegVideo(byte[] file, MediaFile opened, int frames) {
        AVCodecParameters parameters = opened.stream().codecpar();
        this.file = file;
        this.width = parameters.width();
        this.height = parameters.height();
        this.frames = frames;
        this.framesPerSecond = rate(opened);
        this.quarterTurns = quarterTurns(parameters);
    }

    /** Takes frames. */
    @FunctionalInterface
    public interface FrameSink {

        /**
         * Takes a frame.
         *
         * @param position its place among the wanted ones
         * @param rgb its pixels, row by row, which are only valid during the call
         */
        void accept(int position, byte[] rgb);
    }

    /**
     * Reads a file's header and counts the frames of its best video.
     *
     * @param file its bytes
     * @param maxFrames counting ends behind this many
     * @param maxPixels the most pixels of a frame
     * @return the video
     * @throws FfmpegException if there is none
     * @throws LinkageError if FFmpeg is not there
     */
    public static FfmpegVideo read(byte[] file, int maxFrames, long maxPixels) {
        try (MediaFile opened = MediaFile.open(file, avutil.AVMEDIA_TYPE_VIDEO, "video", withMargins(maxPixels))) {
            AVCodecParameters parameters = opened.stream().codecpar();
            if (parameters.width() < 1 || parameters.height() < 1) {
                throw new FfmpegException("is damaged: its video has no size");
            }
            int frames = 0;
            for (AVPacket packet = opened.next(); packet != null && frames <= maxFrames; packet = opened.next()) {
                frames += isShown(packet, parameters.codec_id()) ? 1 : 0;
            }
            if (frames == 0) {
                throw new FfmpegException("has no frames");
            }
            return new FfmpegVideo(file, opened, frames);
        }
    }

    /** Decoders round both sides up to whole blocks and vectors, which matters most to small and to narrow pictures. */
    private static long withMargins(long pixels) {
        return 2 * pixels + MARGIN;
    }

    /** Whether a packet becomes a frame: not if it is before the video's cut, nor if VP8 only refers to it. */
    private static boolean isShown(AVPacket packet, int codec) {
        boolean hidden = codec == avcodec.AV_CODEC_ID_VP8
                && packet.size() > 0
                && (packet.data().get(0) & VP8_SHOWN) == 0;
        return (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) == 0 && !hidden;
    }

    private static OptionalDouble rate(MediaFile opened) {
        for (AVRational rate :
                List.of(opened.stream().avg_frame_rate(), opened.stream().r_frame_rate())) {
            if (rate.num() > 0 && rate.den() > 0) {
                return OptionalDouble.of((double) rate.num() / rate.den());
            }
        }
        return OptionalDouble.empty();
    }

    private static int quarterTurns(AVCodecParameters parameters) {
        for (int i = 0; i < parameters.nb_coded_side_data(); i++) {
            AVPacketSideData data = parameters.coded_side_data().getPointer(i);
            if (data.type() == avcodec.AV_PKT_DATA_DISPLAYMATRIX) {
                double degrees = avutil.av_display_rotation_get(new IntPointer(data.data()));
                return Double.isNaN(degrees) ? 0 : Math.floorMod(-Math.round(degrees / 90), 4);
            }
        }
        return 0;
    }

    /**
     * The columns of a frame as it is stored.
     *
     * @return at least 1
     */
    public int width() {
        return width;
    }

    /**
     * The rows of a frame as it is stored.
     *
     * @return at least 1
     */
    public int height() {
        return height;
    }

    /**
     * The number of frames.
     *
     * @return at least 1
     */
    public int frames() {
        return frames;
    }

    /**
     * The frames of a second on average.
     *
     * @return empty if the file does not say
     */
    public OptionalDouble framesPerSecond() {
        return framesPerSecond;
    }

    /**
     * How the frames are to be turned to be upright.
     *
     * @return quarter turns clockwise, 0 to 3
     */
    public int quarterTurns() {
        return quarterTurns;
    }

    /**
     * Decodes frames, all from the first to the last that is wanted, as they are stored.
     *
     * @param wanted the indices of the frames that are wanted, ascending
     * @param sink gets them
     * @throws FfmpegException if the file is damaged
     */
    public void decode(List<Integer> wanted, FrameSink sink) {
        long maxPixels = withMargins((long) width * height);
        try (MediaFile opened = MediaFile.open(file, avutil.AVMEDIA_TYPE_VIDEO, "video", maxPixels);
                Decoder decoder = new Decoder(opened, maxPixels);
                RgbFrames rgb = new RgbFrames(width, height)) {
            int[] decoded = {0};
            int[] position = {0};
            decoder.decode(frame -> {
                if (decoded[0]++ == wanted.get(position[0])) {
                    sink.accept(position[0]++, rgb.convert(frame));
                }
                return position[0] < wanted.size();
            });
            if (position[0] < wanted.size()) {
                throw new FfmpegException(
                        "is damaged: it has " + frames + " frames, of which only " + decoded[0] + " can be decoded");
            }
        }
    }
}
