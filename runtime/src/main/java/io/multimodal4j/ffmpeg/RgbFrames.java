package io.multimodal4j.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Converts frames to RGB with swscale, whose flag is the one that OpenCV uses, with which vLLM reads videos. Used by one thread. */
final class RgbFrames implements AutoCloseable {

    private static final int ALIGNMENT = 64;

    private final int width;
    private final int height;
    private final AVFrame target;
    private final byte[] rgb;
    private @Nullable SwsContext scaler;

    RgbFrames(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new byte[Math.toIntExact(3L * width * height)];
        this.target = avutil.av_frame_alloc();
        target.format(avutil.AV_PIX_FMT_RGB24).width(width).height(height);
        if (avutil.av_frame_get_buffer(target, ALIGNMENT) < 0) {
            close();
            throw new FfmpegException("has frames of " + width + "x" + height + ", for which there is no memory");
        }
    }

    /** The frame's pixels, valid until the next call. */
    byte[] convert(AVFrame frame) {
        if (frame.width() != width || frame.height() != height) {
            throw new FfmpegException("changes its size from " + width + "x" + height + " to " + frame.width() + "x"
                    + frame.height() + " in the middle, which is not read");
        }
        scaler = swscale.sws_getCachedContext(
                scaler,
                width,
                height,
                frame.format(),
                width,
                height,
                avutil.AV_PIX_FMT_RGB24,
                swscale.SWS_BICUBIC,
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null);
        if (scaler == null) {
            throw new FfmpegException("has pixels of a kind that cannot be converted to RGB");
        }
        swscale.sws_scale(scaler, frame.data(), frame.linesize(), 0, height, target.data(), target.linesize());
        int stride = target.linesize(0);
        for (int y = 0; y < height; y++) {
            target.data(0).position((long) y * stride).get(rgb, y * 3 * width, 3 * width);
        }
        return rgb;
    }

    @Override
    public void close() {
        avutil.av_frame_free(target);
        if (scaler != null) {
            swscale.sws_freeContext(scaler);
        }
    }
}
