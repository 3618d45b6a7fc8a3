package io.multimodal4j.media;

import io.multimodal4j.ffmpeg.FfmpegAudio;
import io.multimodal4j.ffmpeg.FfmpegException;
import io.multimodal4j.ffmpeg.FfmpegVideo;
import io.multimodal4j.sound.SoundException;
import io.multimodal4j.sound.SoundSource;
import org.bytedeco.javacpp.Loader;

/** The way to FFmpeg, which may not be there. */
final class OptionalFfmpeg {

    private OptionalFfmpeg() {}

    static SoundSource sound(byte[] file, long maxFrames) {
        try {
            return FfmpegAudio.decode(file, maxFrames);
        } catch (FfmpegException e) {
            throw new SoundException(e.reason());
        } catch (LinkageError e) {
            throw new SoundException("is not a WAV file; " + missing());
        }
    }

    static FfmpegVideo video(Object item, byte[] file, MediaLimits limits) {
        try {
            return FfmpegVideo.read(file, limits.maxVideoSourceFrames(), limits.maxImagePixels());
        } catch (FfmpegException e) {
            throw new MediaException(item + " " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new MediaException(
                    item + " is neither a folder of pictures nor an animated GIF or WebP; " + missing(), e);
        }
    }

    private static String missing() {
        return "other files need FFmpeg, which is not there: add the dependency org.bytedeco:ffmpeg, once as it is and once with the classifier "
                + Loader.getPlatform();
    }
}
