package io.multimodal4j.ffmpeg;

import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes one stream with one thread. Used by one thread. */
final class Decoder implements AutoCloseable {

    private final MediaFile file;
    private final AVCodecContext context;
    private final AVFrame frame;

    /**
     * A decoder.
     *
     * @param file the file, borrowed
     * @param maxPixels the most pixels of a frame with the margins that decoders want
     */
    Decoder(MediaFile file, long maxPixels) {
        this.file = file;
        AVCodec codec = avcodec.avcodec_find_decoder(file.stream().codecpar().codec_id());
        if (codec == null) {
            throw new FfmpegException("is coded in a way that this build of FFmpeg does not decode");
        }
        this.context = avcodec.avcodec_alloc_context3(codec);
        this.frame = avutil.av_frame_alloc();
        avcodec.avcodec_parameters_to_context(context, file.stream().codecpar());
        context.pkt_timebase(file.stream().time_base());
        context.max_pixels(maxPixels);
        context.thread_count(1);
        if (avcodec.avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            close();
            throw new FfmpegException("is damaged: its decoder cannot be started");
        }
    }

    /**
     * Decodes frames.
     *
     * @param receiver takes each frame, which is valid during the call, and says whether it wants more
     */
    void decode(Predicate<AVFrame> receiver) {
        boolean more = true;
        while (more) {
            AVPacket packet = file.next();
            int sent = avcodec.avcodec_send_packet(context, packet);
            if (sent < 0 && packet != null) {
                throw damaged();
            }
            more = receive(receiver) && packet != null;
        }
    }

    private boolean receive(Predicate<AVFrame> receiver) {
        for (int got = avcodec.avcodec_receive_frame(context, frame);
                got != avutil.AVERROR_EAGAIN() && got != avutil.AVERROR_EOF;
                got = avcodec.avcodec_receive_frame(context, frame)) {
            if (got < 0) {
                throw damaged();
            }
            if (!receiver.test(frame)) {
                return false;
            }
        }
        return true;
    }

    private static FfmpegException damaged() {
        return new FfmpegException("is damaged: a part of it cannot be decoded");
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(context);
    }
}
