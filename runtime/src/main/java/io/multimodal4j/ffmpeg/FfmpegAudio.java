package io.multimodal4j.ffmpeg;

import io.multimodal4j.sound.InterleavedSamples;
import io.multimodal4j.sound.SoundSource;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Compressed sounds. The exact length of most of them is only known when they are decoded, so that is done at once; the header's length is checked before, and the true one during it.
 */
public final class FfmpegAudio {

    private static final int FIRST_SECONDS = 10;

    private final int channels;
    private final int samplingRate;
    private final long maxFrames;
    private float[] mono;
    private int frames;

    private FfmpegAudio(int channels, int samplingRate, long maxFrames) {
        this.channels = channels;
        this.samplingRate = samplingRate;
        this.maxFrames = maxFrames;
        this.mono = new float[Math.toIntExact(Math.min(maxFrames, (long) FIRST_SECONDS * samplingRate))];
    }

    /**
     * Decodes the best sound of a file.
     *
     * @param file its bytes
     * @param maxFrames the most samples per channel
     * @return the sound, mixed to one channel
     * @throws FfmpegException if there is none, it is damaged or too long
     * @throws LinkageError if FFmpeg is not there
     */
    public static SoundSource decode(byte[] file, long maxFrames) {
        try (MediaFile opened = MediaFile.open(file, avutil.AVMEDIA_TYPE_AUDIO, "sound", 1)) {
            int rate = opened.stream().codecpar().sample_rate();
            int channels = opened.stream().codecpar().ch_layout().nb_channels();
            if (rate < 1 || channels < 1) {
                throw new FfmpegException("is damaged: its sound has no rate or no channels");
            }
            if (opened.seconds() * rate > maxFrames) {
                throw tooLong(maxFrames);
            }
            FfmpegAudio audio = new FfmpegAudio(channels, rate, maxFrames);
            try (Decoder decoder = new Decoder(opened, 1)) {
                decoder.decode(audio::take);
            }
            if (audio.frames == 0) {
                throw new FfmpegException("has no samples");
            }
            return new InterleavedSamples(Arrays.copyOf(audio.mono, audio.frames), 1, rate);
        }
    }

    private static FfmpegException tooLong(long maxFrames) {
        return new FfmpegException("has more than the limit of " + maxFrames
                + " samples per channel; cut it shorter or raise MediaLimits.maxAudioSamples");
    }

    private boolean take(AVFrame frame) {
        int count = frame.nb_samples();
        if (frame.ch_layout().nb_channels() != channels || frame.sample_rate() != samplingRate) {
            throw new FfmpegException("changes its rate or its channels in the middle, which is not read");
        }
        if (count > maxFrames - frames) {
            throw tooLong(maxFrames);
        }
        if (frames + count > mono.length) {
            mono = Arrays.copyOf(mono, (int) Math.min(maxFrames, Math.max(frames + (long) count, 2L * mono.length)));
        }
        float[] interleaved = FrameSamples.interleaved(frame, channels);
        new InterleavedSamples(interleaved, channels, samplingRate).decodeMono(FloatBuffer.wrap(mono, frames, count));
        frames += count;
        return true;
    }
}
