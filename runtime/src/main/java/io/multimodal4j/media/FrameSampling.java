package io.multimodal4j.media;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Which frames of a video file are taken. Immutable. */
public sealed interface FrameSampling {

    /** vLLM's default: 32 frames, spread evenly from the first to the last. */
    FrameSampling DEFAULT = new Uniform(32);

    /**
     * The frames to take.
     *
     * @param totalFrames the frames that the video has, at least 1
     * @param framesPerSecond the video's own rate, greater than 0
     * @return their indices, ascending, at least one
     */
    List<Integer> indices(int totalFrames, double framesPerSecond);

    /**
     * Whether the video's own rate has an influence.
     *
     * @return false if any rate may be given
     */
    boolean needsRate();

    /** Every frame. */
    record All() implements FrameSampling {

        @Override
        public List<Integer> indices(int totalFrames, double framesPerSecond) {
            return IntStream.range(0, totalFrames).boxed().toList();
        }

        @Override
        public boolean needsRate() {
            return false;
        }
    }

    /**
     * A number of frames, spread evenly from the first to the last as {@code numpy.linspace} does, rounded down; every frame if there are fewer. What vLLM's
     * loader does with {@code num_frames}.
     *
     * @param frames how many, at least 1
     */
    record Uniform(int frames) implements FrameSampling {

        /**
         * Checks the number.
         *
         * @param frames how many, at least 1
         */
        public Uniform {
            if (frames < 1) {
                throw new IllegalArgumentException("at least one frame must be taken, got " + frames);
            }
        }

        @Override
        public List<Integer> indices(int totalFrames, double framesPerSecond) {
            return spread(frames, totalFrames);
        }

        @Override
        public boolean needsRate() {
            return false;
        }
    }

    /**
     * So many frames for each second of the video, spread evenly. What vLLM's loader does with {@code fps} and {@code num_frames}.
     *
     * @param framesPerSecond the rate, greater than 0
     * @param atMost the most frames, at least 1
     */
    record Rate(double framesPerSecond, int atMost) implements FrameSampling {

        /**
         * Checks the numbers.
         *
         * @param framesPerSecond the rate, greater than 0
         * @param atMost the most frames, at least 1
         */
        public Rate {
            if (!(framesPerSecond > 0) || atMost < 1) {
                throw new IllegalArgumentException(
                        "frames must be taken at a rate above 0 and at least one of them, got " + framesPerSecond
                                + " per second, at most " + atMost);
            }
        }

        @Override
        public List<Integer> indices(int totalFrames, double sourceFramesPerSecond) {
            double wanted = totalFrames / sourceFramesPerSecond * framesPerSecond;
            return spread((int) Math.max(1, Math.min(wanted, atMost)), totalFrames);
        }

        @Override
        public boolean needsRate() {
            return true;
        }
    }

    /**
     * What Hugging Face's Qwen2-VL video processor does with {@code num_frames} or {@code fps}: a multiple of {@code temporal_patch_size} frames, between {@code min_frames} and {@code
     * max_frames}, each the first of its part of the video.
     *
     * @param frames {@code num_frames}; empty to use the rate
     * @param framesPerSecond {@code fps}; empty to use the number of frames
     * @param minFrames 4 by default
     * @param maxFrames 768 by default
     * @param temporalPatchSize 2 by default
     */
    record Qwen2Vl(
            OptionalInt frames, OptionalDouble framesPerSecond, int minFrames, int maxFrames, int temporalPatchSize)
            implements FrameSampling {

        private static final int MIN_FRAMES = 4;
        private static final int MAX_FRAMES = 768;
        private static final int TEMPORAL_PATCH_SIZE = 2;

        /**
         * Checks the numbers.
         *
         * @param frames {@code num_frames}
         * @param framesPerSecond {@code fps}
         * @param minFrames at least 1
         * @param maxFrames at least minFrames
         * @param temporalPatchSize at least 1
         */
        public Qwen2Vl {
            if (frames.isPresent() == framesPerSecond.isPresent()) {
                throw new IllegalArgumentException("exactly one of num_frames and fps must be given");
            }
            if (frames.orElse(1) < 1 || !(framesPerSecond.orElse(1) > 0)) {
                throw new IllegalArgumentException("num_frames and fps must be above 0");
            }
            if (minFrames < 1 || maxFrames < minFrames || temporalPatchSize < 1) {
                throw new IllegalArgumentException("min_frames " + minFrames + ", max_frames " + maxFrames
                        + " and temporal_patch_size " + temporalPatchSize + " do not go together");
            }
        }

        /**
         * A number of frames.
         *
         * @param frames {@code num_frames}
         * @return with the other numbers at their defaults
         */
        public static Qwen2Vl ofFrames(int frames) {
            return new Qwen2Vl(
                    OptionalInt.of(frames), OptionalDouble.empty(), MIN_FRAMES, MAX_FRAMES, TEMPORAL_PATCH_SIZE);
        }

        /**
         * So many frames for each second.
         *
         * @param framesPerSecond {@code fps}
         * @return with the other numbers at their defaults
         */
        public static Qwen2Vl ofRate(double framesPerSecond) {
            return new Qwen2Vl(
                    OptionalInt.empty(),
                    OptionalDouble.of(framesPerSecond),
                    MIN_FRAMES,
                    MAX_FRAMES,
                    TEMPORAL_PATCH_SIZE);
        }

        @Override
        public List<Integer> indices(int totalFrames, double sourceFramesPerSecond) {
            int wanted = frames.isPresent()
                    ? (int) Math.rint((double) frames.getAsInt() / temporalPatchSize) * temporalPatchSize
                    : byRate(totalFrames, sourceFramesPerSecond);
            if (wanted < 1 || wanted > totalFrames) {
                throw new MediaException("a video of " + totalFrames + " frames cannot be sampled to " + wanted
                        + ", which the options of Qwen2-VL's video processor ask for");
            }
            double step = (double) totalFrames / wanted;
            // torch.arange rounds to float32 before the fraction is cut off. It also gives one frame more, behind the
            // last, where total / step comes out above the wanted
            // number by rounding; Hugging Face's processor fails then.
            return IntStream.range(0, wanted)
                    .map(i -> (int) (float) (i * step))
                    .boxed()
                    .toList();
        }

        private int byRate(int totalFrames, double sourceFramesPerSecond) {
            double most = Math.floor((double) Math.min(maxFrames, totalFrames) / temporalPatchSize) * temporalPatchSize;
            double wanted = totalFrames / sourceFramesPerSecond * framesPerSecond.getAsDouble();
            double within = Math.min(Math.min(Math.max(wanted, minFrames), most), totalFrames);
            return (int) Math.floor(within / temporalPatchSize) * temporalPatchSize;
        }

        @Override
        public boolean needsRate() {
            return framesPerSecond.isPresent();
        }
    }

    private static List<Integer> spread(int frames, int totalFrames) {
        if (frames >= totalFrames) {
            return IntStream.range(0, totalFrames).boxed().toList();
        }
        if (frames == 1) {
            return List.of(0);
        }
        // numpy.linspace multiplies with the step, and sets the last element exactly.
        double step = (totalFrames - 1.0) / (frames - 1);
        return IntStream.range(0, frames)
                .map(i -> i == frames - 1 ? totalFrames - 1 : (int) (i * step))
                .boxed()
                .toList();
    }
}
