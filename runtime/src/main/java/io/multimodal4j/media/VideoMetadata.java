package io.multimodal4j.media;

import java.util.List;

/**
 * Where the frames of a video come from, for models that need times.
 *
 * @param totalFrames the frames that the source has, at least as many as were taken
 * @param framesPerSecond the source's rate, greater than 0
 * @param frameIndices which of the source's frames were taken, ascending
 */
public record VideoMetadata(int totalFrames, double framesPerSecond, List<Integer> frameIndices) {

    /**
     * Checks that the frames are the source's.
     *
     * @param totalFrames the frames that the source has
     * @param framesPerSecond the source's rate
     * @param frameIndices which of the source's frames were taken
     */
    public VideoMetadata {
        frameIndices = List.copyOf(frameIndices);
        if (!(framesPerSecond > 0) || !Double.isFinite(framesPerSecond)) {
            throw new IllegalArgumentException("a video has a rate above 0, got " + framesPerSecond);
        }
        int before = -1;
        for (int index : frameIndices) {
            if (index <= before || index >= totalFrames) {
                throw new IllegalArgumentException("frame " + index + " behind frame " + before + " of " + totalFrames
                        + ": frame indices ascend and lie within the video");
            }
            before = index;
        }
    }
}
