package io.multimodal4j.video;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which frames {@code Qwen2VLVideoProcessor} of transformers takes of a video when it is asked to sample ({@code do_sample_frames}, off by default: vLLM samples
 * when it loads a video, see {@link io.multimodal4j.media.FrameSampling}). Pure functions.
 *
 * @param temporalPatchSize the number of frames is a multiple of this ({@code temporal_patch_size})
 * @param minFrames the fewest frames ({@code min_frames}), if the video has as many
 * @param maxFrames the most frames ({@code max_frames})
 */
public record QwenVlSampling(int temporalPatchSize, int minFrames, int maxFrames) {

    /** The class's own numbers: pairs of frames, 4 to 768 of them. */
    public static final QwenVlSampling DEFAULT = new QwenVlSampling(2, 4, 768);

    /**
     * Checks the numbers.
     *
     * @param temporalPatchSize the number of frames is a multiple of this
     * @param minFrames the fewest frames
     * @param maxFrames the most frames
     */
    public QwenVlSampling {
        if (temporalPatchSize < 1 || minFrames < 1 || maxFrames < minFrames) {
            throw new IllegalArgumentException(
                    "temporal_patch_size and min_frames must be at least 1, and min_frames at most max_frames, got "
                            + temporalPatchSize + ", " + minFrames + " and " + maxFrames);
        }
    }

    /**
     * The frames for a number of them.
     *
     * @param numFrames how many, rounded to a multiple of the temporal patch size, halves to even
     * @param totalFrames how many there are
     * @return their indices, ascending
     * @throws IllegalArgumentException if there are fewer
     */
    public List<Integer> ofNumber(int numFrames, int totalFrames) {
        int frames = (int) Math.rint(numFrames / (double) temporalPatchSize) * temporalPatchSize;
        return spread(frames, totalFrames);
    }

    /**
     * The frames for a number of them in a second.
     *
     * @param framesPerSecond how many, greater than 0
     * @param totalFrames how many there are
     * @param sourceFramesPerSecond how many the video has in a second, greater than 0
     * @return their indices, ascending
     * @throws IllegalArgumentException if there are fewer than make one patch
     */
    public List<Integer> ofRate(double framesPerSecond, int totalFrames, double sourceFramesPerSecond) {
        int most = Math.min(maxFrames, totalFrames) / temporalPatchSize * temporalPatchSize;
        double wanted = totalFrames / sourceFramesPerSecond * framesPerSecond;
        double bounded = Math.min(Math.min(Math.max(wanted, minFrames), most), totalFrames);
        return spread((int) Math.floor(bounded / temporalPatchSize) * temporalPatchSize, totalFrames);
    }

    /**
     * {@code torch.arange(0, total, total / frames).int()}: the products are rounded to float32 before they lose their fraction. For some numbers (14 frames of 17)
     * the rounding of the step makes it one frame more, behind the end of the video, and transformers fails; here that frame is not taken.
     */
    private static List<Integer> spread(int frames, int totalFrames) {
        if (frames < 1 || frames > totalFrames) {
            throw new IllegalArgumentException(frames + " frames cannot be taken of a video of " + totalFrames
                    + "; ask for fewer, or give a longer video");
        }
        double step = totalFrames / (double) frames;
        return IntStream.range(0, frames)
                .map(i -> (int) (float) (i * step))
                .boxed()
                .toList();
    }
}
