package io.multimodal4j.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** The samples of a decoded frame, integers divided by half their range as everywhere. */
final class FrameSamples {

    private FrameSamples() {}

    static float[] interleaved(AVFrame frame, int channels) {
        int format = frame.format();
        int count = frame.nb_samples();
        boolean planar = avutil.av_sample_fmt_is_planar(format) == 1;
        int width = avutil.av_get_bytes_per_sample(format);
        float[] samples = new float[count * channels];
        for (int plane = 0; plane < (planar ? channels : 1); plane++) {
            int perPlane = planar ? count : count * channels;
            ByteBuffer data = frame.extended_data(plane)
                    .capacity((long) perPlane * width)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder());
            for (int i = 0; i < perPlane; i++) {
                samples[planar ? i * channels + plane : i] = sample(data, i * width, format);
            }
        }
        return samples;
    }

    private static float sample(ByteBuffer data, int at, int format) {
        return switch (format) {
            case avutil.AV_SAMPLE_FMT_U8, avutil.AV_SAMPLE_FMT_U8P -> ((data.get(at) & 0xff) - 128) * 0x1p-7f;
            case avutil.AV_SAMPLE_FMT_S16, avutil.AV_SAMPLE_FMT_S16P -> data.getShort(at) * 0x1p-15f;
            case avutil.AV_SAMPLE_FMT_S32, avutil.AV_SAMPLE_FMT_S32P -> data.getInt(at) * 0x1p-31f;
            case avutil.AV_SAMPLE_FMT_FLT, avutil.AV_SAMPLE_FMT_FLTP -> data.getFloat(at);
            case avutil.AV_SAMPLE_FMT_DBL, avutil.AV_SAMPLE_FMT_DBLP -> (float) data.getDouble(at);
            default -> throw new FfmpegException("has samples of a kind that is not read");
        };
    }
}
