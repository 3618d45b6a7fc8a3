package io.multimodal4j.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** An opened media file and one of its streams. Used by one thread. */
final class MediaFile implements AutoCloseable {

    /** Formats that hold everything in one file: none of those that name others. */
    private static final String FORMATS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,ivf,y4m,yuv4mpegpipe,mpegvideo,m4v,h264,hevc,obu,"
                    + "wav,w64,aiff,au,mp3,flac,ogg,aac,ac3,eac3,caf,amr";

    private static final String CODECS =
            "h264,hevc,av1,libdav1d,libaom-av1,vp8,libvpx,vp9,libvpx-vp9,mpeg1video,mpeg2video,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,"
                    + "h263,flv,wmv1,wmv2,wmv3,vc1,theora,mjpeg,prores,dnxhd,ffv1,huffyuv,ffvhuff,utvideo,png,rawvideo,wrapped_avframe,gif,"
                    + "mp3,mp3float,mp2,mp2float,flac,vorbis,libvorbis,opus,libopus,aac,aac_fixed,aac_latm,alac,ac3,eac3,wmav1,wmav2,"
                    + "amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,speex,libspeex,adpcm_ima_wav,adpcm_ms,pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,"
                    + "pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw";

    private static final int MAX_STREAMS = 64;

    private final MemoryInput input;
    private final AVFormatContext format;
    private final AVPacket packet;
    private final AVStream stream;

    private MediaFile(MemoryInput input, AVFormatContext format, AVStream stream) {
        this.input = input;
        this.format = format;
        this.stream = stream;
        this.packet = avcodec.av_packet_alloc();
    }

    /**
     * Opens a file.
     *
     * @param file its bytes
     * @param type which kind of stream is wanted
     * @param name what such a stream is called in errors
     * @param maxPixels the most pixels of a frame with the margins that decoders want
     */
    static MediaFile open(byte[] file, int type, String name, long maxPixels) {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        MemoryInput input = new MemoryInput(file);
        AVFormatContext format = avformat.avformat_alloc_context();
        format.pb(input.context());
        AVDictionary options = options();
        try {
            // It frees the context itself if it fails.
            if (avformat.avformat_open_input(format, "", null, options) < 0) {
                format = null;
                throw new FfmpegException("is no media file that FFmpeg reads, or is cut off in its header");
            }
            findStreams(format, maxPixels);
            int index = avformat.av_find_best_stream(format, type, -1, -1, (AVCodec) null, 0);
            if (index < 0) {
                throw new FfmpegException("has no " + name + " that can be decoded");
            }
            MediaFile opened = new MediaFile(input, format, format.streams(index));
            format = null;
            input = null;
            return opened;
        } finally {
            avutil.av_dict_free(options);
            if (format != null) {
                avformat.avformat_close_input(format);
            }
            if (input != null) {
                input.close();
            }
        }
    }

    /** Reads on until all streams are known; for some of them frames are decoded. */
    private static void findStreams(AVFormatContext format, long maxPixels) {
        int streams = format.nb_streams();
        if (streams > MAX_STREAMS) {
            throw new FfmpegException("has " + streams + " streams, more than the " + MAX_STREAMS + " that are read");
        }
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                AVDictionary limited = new AVDictionary(null);
                avutil.av_dict_set(limited, "max_pixels", Long.toString(maxPixels), 0);
                options.put(i, limited);
            }
            int found = avformat.avformat_find_stream_info(format, options);
            for (int i = 0; i < streams; i++) {
                avutil.av_dict_free(options.position(i));
            }
            options.position(0);
            if (found < 0) {
                throw new FfmpegException("is damaged: its streams cannot be found");
            }
        }
    }

    private static AVDictionary options() {
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "format_whitelist", FORMATS, 0);
        avutil.av_dict_set(options, "codec_whitelist", CODECS, 0);
        avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
        return options;
    }

    AVStream stream() {
        return stream;
    }

    /** How long the header says that the file is, or 0 if it does not say. */
    double seconds() {
        long duration = format.duration();
        return duration == avutil.AV_NOPTS_VALUE ? 0 : (double) duration / avutil.AV_TIME_BASE;
    }

    /** The stream's next packet, valid until the next call; null at the end. */
    @Nullable AVPacket next() {
        do {
            avcodec.av_packet_unref(packet);
            if (avformat.av_read_frame(format, packet) < 0) {
                return null;
            }
        } while (packet.stream_index() != stream.index());
        return packet;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(format);
        input.close();
    }
}
