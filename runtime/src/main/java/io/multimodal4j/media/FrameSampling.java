package io.multimodal4j.media;

import java.util.List;
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

    /** Every frame. */
    record All() implements FrameSampling {

        @Override
        public List<Integer> indices(int totalFrames, double framesPerSecond) {
            return IntStream.range(0, totalFrames).boxed().toList();
        }
    }

    /**
     * A number of frames, spread evenly from the first to the last as {@code numpy.linspace} does, rounded down; every frame if there are fewer.
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
    }

    /**
     * So many frames for each second of the video, spread evenly.
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
