package io.multimodal4j.kernel;

/**
 * How Qwen2-VL and its kin cut frames into rows of patches: {@code temporalPatchSize} frames by {@code patchSize} by {@code patchSize} pixels make
 * a row, and the rows of {@code mergeSize} by {@code mergeSize} neighbouring patches, which become one token, lie together.
 *
 * <p>Rows go by time, block row, block column, then row and column within the block; the elements of a row by channel, frame, y and x.
 *
 * @param patchSize pixels of a patch's side, at least 1
 * @param temporalPatchSize frames of a patch, at least 1
 * @param mergeSize patches of a block's side, at least 1
 */
public record PatchLayout(int patchSize, int temporalPatchSize, int mergeSize) {

    /** Checks the numbers. */
    public PatchLayout {
        if (patchSize < 1 || temporalPatchSize < 1 || mergeSize < 1) {
            throw new IllegalArgumentException("patchSize, temporalPatchSize and mergeSize must be at least 1: "
                    + patchSize + ", " + temporalPatchSize + ", " + mergeSize);
        }
        Math.multiplyExact(patchSize, mergeSize);
    }

    /**
     * The pixels of a block's side, of which the sides of a frame must be multiples.
     *
     * @return patchSize times mergeSize
     */
    public int blockSize() {
        return patchSize * mergeSize;
    }

    /**
     * The patches along time; the last frame is repeated where frames are missing.
     *
     * @param frames at least 1
     * @return frames divided by temporalPatchSize, rounded up
     */
    public long gridFrames(long frames) {
        return (frames - 1) / temporalPatchSize + 1;
    }

    /**
     * The rows that frames become.
     *
     * @param frames how many frames
     * @param height their height, a multiple of {@link #blockSize()}
     * @param width their width, a multiple of {@link #blockSize()}
     * @return the patches
     */
    public long rows(long frames, long height, long width) {
        return gridFrames(frames) * (height / patchSize) * (width / patchSize);
    }

    /**
     * The elements of a row.
     *
     * @param channels of a pixel
     * @return channels times the pixels of a patch in all its frames
     */
    public long columns(long channels) {
        return channels * temporalPatchSize * patchSize * patchSize;
    }
}
