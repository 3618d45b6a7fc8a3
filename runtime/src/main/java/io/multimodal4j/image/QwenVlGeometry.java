package io.multimodal4j.image;

import io.multimodal4j.kernel.PatchLayout;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;
import io.multimodal4j.media.VideoSize;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sizes to which Qwen2-VL and Qwen2.5-VL resize pictures and frames, and the patches and tokens that they become: {@code smart_resize} of
 * transformers 4.57, with its double precision and its rounding of halves to even. A pure function of sizes.
 *
 * @param patches how frames are cut into patches
 * @param minPixels the fewest pixels that a picture is resized to ({@code min_pixels}, or {@code size.shortest_edge})
 * @param maxPixels the most pixels that a picture is resized to ({@code max_pixels}, or {@code size.longest_edge})
 */
public record QwenVlGeometry(PatchLayout patches, long minPixels, long maxPixels) {

    /** The fewest pixels of a picture where the model directory says nothing. */
    public static final int IMAGE_MIN_PIXELS = 56 * 56;

    /** The most pixels of a picture where the model directory says nothing. */
    public static final int IMAGE_MAX_PIXELS = 28 * 28 * 1280;

    /** The fewest pixels of a frame where the model directory says nothing. */
    public static final int VIDEO_MIN_PIXELS = 28 * 28 * 128;

    /** The most pixels of a frame where the model directory says nothing. */
    public static final int VIDEO_MAX_PIXELS = 28 * 28 * 768;

    /** The longer side divided by the shorter side may not be more. */
    public static final int MAX_RATIO = 200;

    /**
     * Checks the numbers.
     *
     * @param patches how frames are cut into patches
     * @param minPixels the fewest pixels that a picture is resized to
     * @param maxPixels the most pixels that a picture is resized to
     */
    public QwenVlGeometry {
        Objects.requireNonNull(patches, "patches");
        if (minPixels < 1 || maxPixels < minPixels) {
            throw new IllegalArgumentException(
                    "min_pixels must be at least 1 and at most max_pixels, got " + minPixels + " and " + maxPixels);
        }
    }

    /**
     * The size to which a picture or a frame is resized: multiples of {@link PatchLayout#blockSize()}, with a number of pixels within the limits
     * as far as that is possible, of nearly the same proportions.
     *
     * @param size the size of the picture
     * @return the new size
     * @throws MediaException if one side is more than {@value #MAX_RATIO} times the other
     */
    public ImageSize resized(ImageSize size) {
        int height = size.height();
        int width = size.width();
        if (Math.max(height, width) / (double) Math.min(height, width) > MAX_RATIO) {
            throw new MediaException("a picture of " + size + " cannot be processed: one side is more than " + MAX_RATIO
                    + " times the other; crop or scale it first");
        }
        int block = patches.blockSize();
        long newHeight = (long) Math.rint(height / (double) block) * block;
        long newWidth = (long) Math.rint(width / (double) block) * block;
        if (newHeight * newWidth > maxPixels) {
            double beta = Math.sqrt(size.pixels() / (double) maxPixels);
            newHeight = Math.max(block, (long) Math.floor(height / beta / block) * block);
            newWidth = Math.max(block, (long) Math.floor(width / beta / block) * block);
        } else if (newHeight * newWidth < minPixels) {
            double beta = Math.sqrt(minPixels / (double) size.pixels());
            newHeight = (long) Math.ceil(height * beta / block) * block;
            newWidth = (long) Math.ceil(width * beta / block) * block;
        }
        return new ImageSize(Math.toIntExact(newWidth), Math.toIntExact(newHeight));
    }

    /**
     * The patches of a picture.
     *
     * @param size the size of the picture
     * @return its row of {@code image_grid_thw}; a picture is one step of time
     * @throws MediaException if one side is more than {@value #MAX_RATIO} times the other
     */
    public GridThw grid(ImageSize size) {
        return grid(1, resized(size));
    }

    /**
     * The patches of a video whose frames are all used.
     *
     * @param size the size of the video
     * @return its row of {@code video_grid_thw}
     * @throws MediaException if one side of a frame is more than {@value #MAX_RATIO} times the other
     */
    public GridThw grid(VideoSize size) {
        return grid(size.frames(), resized(size.frameSize()));
    }

    private GridThw grid(int frames, ImageSize resized) {
        return new GridThw(
                Math.toIntExact(patches.gridFrames(frames)),
                resized.height() / patches.patchSize(),
                resized.width() / patches.patchSize());
    }

    /**
     * The tokens of a picture.
     *
     * @param size the size of the picture
     * @return one for each block of {@code merge_size * merge_size} patches
     * @throws MediaException if one side is more than {@value #MAX_RATIO} times the other
     */
    public int tokens(ImageSize size) {
        return tokens(grid(size));
    }

    /**
     * The tokens of a video whose frames are all used.
     *
     * @param size the size of the video
     * @return one for each block of {@code merge_size * merge_size} patches
     * @throws MediaException if one side of a frame is more than {@value #MAX_RATIO} times the other
     */
    public int tokens(VideoSize size) {
        return tokens(grid(size));
    }

    /**
     * The tokens of patches.
     *
     * @param grid the patches
     * @return one for each block of {@code merge_size * merge_size} patches
     */
    public int tokens(GridThw grid) {
        int merge = patches.mergeSize();
        return Math.toIntExact(grid.patches() / ((long) merge * merge));
    }

    /**
     * The picture with the most tokens. Mostly a picture that {@link #resized} leaves as it is, with as many blocks as {@code max_pixels} allows; where
     * the limits are so narrow that rounding to whole blocks goes beyond them, a picture for which it goes furthest.
     *
     * @return its size
     */
    public ImageSize sizeWithMostFeatures() {
        return Stream.of(wholeBlocks(), Stream.of(flattest()), roundedUp())
                .flatMap(candidates -> candidates)
                .max((one, other) -> Integer.compare(tokens(one), tokens(other)))
                .orElseThrow();
    }

    /**
     * The video with the most tokens that does not have more than a number of them: as few frames as that goes with.
     *
     * @param mostTokens a number of tokens
     * @return its size
     * @throws IllegalArgumentException if even the smallest frames have more
     */
    public VideoSize videoWithMostFeatures(int mostTokens) {
        int block = patches.blockSize();
        int mostOfAFrame = tokens(sizeWithMostFeatures());
        for (int tokens = mostTokens; tokens > 0; tokens--) {
            for (int steps = (tokens - 1) / mostOfAFrame + 1; steps <= tokens; steps++) {
                Optional<ImageSize> frame = tokens % steps == 0 ? frame(tokens / steps) : Optional.empty();
                if (frame.isPresent()) {
                    int frames = Math.multiplyExact(steps, patches.temporalPatchSize());
                    return new VideoSize(
                            frames, frame.get().width(), frame.get().height());
                }
            }
        }
        throw new IllegalArgumentException("no video has only " + mostTokens + " tokens or less: a frame has at least "
                + minPixels + " pixels, in blocks of " + block + "x" + block);
    }

    /** A frame of so many blocks which is resized to itself, if there is one. */
    private Optional<ImageSize> frame(int blocks) {
        int side = patches.blockSize();
        for (int rows = (int) Math.sqrt(blocks); rows > 0 && blocks / rows <= rows * MAX_RATIO; rows--) {
            if (blocks % rows == 0) {
                ImageSize size = new ImageSize(Math.multiplyExact(blocks / rows, side), Math.multiplyExact(rows, side));
                return resized(size).equals(size) ? Optional.of(size) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The largest number of blocks that fits and is a product of two sides of an allowed ratio, as near to a square as that goes. */
    private Stream<ImageSize> wholeBlocks() {
        int block = patches.blockSize();
        for (long blocks = maxPixels / ((long) block * block); blocks > 0; blocks--) {
            long rows = (long) Math.sqrt((double) blocks);
            while (blocks % rows != 0) {
                rows--;
            }
            long columns = blocks / rows;
            if (columns <= rows * MAX_RATIO) {
                return Stream.of(new ImageSize(Math.toIntExact(columns * block), Math.toIntExact(rows * block)));
            }
        }
        return Stream.of(new ImageSize(block, block));
    }

    /** Of the most extreme ratio: its shorter side is never less than one block, even if the picture is then larger than {@code max_pixels}. */
    private ImageSize flattest() {
        int height = Math.toIntExact((long) Math.ceil(Math.sqrt(maxPixels / (double) MAX_RATIO)) + patches.blockSize());
        return new ImageSize(height * MAX_RATIO, height);
    }

    /**
     * Small pictures are scaled up to {@code min_pixels} and both sides then rounded up to whole blocks, which only with nearly equal limits goes beyond
     * {@code max_pixels}. For each height, and each number of rows that it can become, the widest picture.
     */
    private Stream<ImageSize> roundedUp() {
        double block = patches.blockSize();
        double shorter = Math.sqrt(minPixels / (double) MAX_RATIO) / block;
        double longer = Math.sqrt((double) minPixels * MAX_RATIO) / block;
        if ((shorter + 1) * (longer + 1) < maxPixels / (block * block)) {
            return Stream.empty();
        }
        int highest = (int) Math.sqrt((double) minPixels);
        int mostRows = (int) Math.ceil(highest / block) + 1;
        return IntStream.rangeClosed(1, highest)
                .boxed()
                .flatMap(height -> IntStream.range(0, mostRows)
                        .mapToObj(rows -> widest(height, rows))
                        .flatMap(Optional::stream));
    }

    /** The widest picture of a height that is scaled up to more than some rows of blocks. */
    private Optional<ImageSize> widest(int height, int rows) {
        double block = patches.blockSize();
        double width = Math.min((double) height * MAX_RATIO, minPixels / (double) height);
        if (rows > 0) {
            width = Math.min(width, Math.ceil(minPixels * (height / (rows * block)) / (rows * block)) - 1);
        }
        double rounded = Math.rint(height / block) * block;
        if (rounded > 0) {
            double columns = Math.ceil(minPixels / (rounded * block)) - 1;
            width = Math.min(width, Math.ceil((columns + 0.5) * block) - 1);
        }
        return width < 1 ? Optional.empty() : Optional.of(new ImageSize((int) width, height));
    }
}
