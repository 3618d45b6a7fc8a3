package io.multimodal4j.image;

import io.multimodal4j.media.ImageSize;
import java.util.Comparator;
import java.util.List;

/**
 * How LLaVA-NeXT (LLaVA-1.6) cuts pictures of any resolution into tiles, and how many of the tiles' features are left when the padding is taken away again:
 * {@code select_best_resolution}, {@code _get_patch_output_size} and {@code _get_unpadded_features} of transformers 4.57. A pure function of sizes.
 *
 * @param pinpoints the sizes on which pictures are padded ({@code image_grid_pinpoints}), in the order of the model directory, which decides between equals
 * @param tileSize the side of a tile, in pixels
 */
public record LlavaNextGeometry(List<ImageSize> pinpoints, int tileSize) {

    /**
     * Copies the list.
     *
     * @param pinpoints the sizes on which pictures are padded
     * @param tileSize the side of a tile, in pixels
     */
    public LlavaNextGeometry {
        pinpoints = List.copyOf(pinpoints);
        if (pinpoints.isEmpty()) {
            throw new IllegalArgumentException("image_grid_pinpoints must not be empty");
        }
        if (tileSize < 1) {
            throw new IllegalArgumentException("the tile size must be at least 1: " + tileSize);
        }
        for (ImageSize point : pinpoints) {
            if (point.width() % tileSize != 0 || point.height() % tileSize != 0) {
                throw new IllegalArgumentException(
                        "image_grid_pinpoints must be multiples of the tile size " + tileSize + ", got " + point);
            }
        }
    }

    /**
     * A geometry from the values of a model directory.
     *
     * @param heightsAndWidths {@code image_grid_pinpoints}: pairs of height and width
     * @param tileSize the side of a tile, in pixels
     * @return the geometry
     * @throws IllegalArgumentException if an entry is no pair of multiples of the tile size
     */
    public static LlavaNextGeometry of(List<List<Integer>> heightsAndWidths, int tileSize) {
        return new LlavaNextGeometry(
                heightsAndWidths.stream().map(LlavaNextGeometry::pinpoint).toList(), tileSize);
    }

    private static ImageSize pinpoint(List<Integer> heightAndWidth) {
        if (heightAndWidth.size() != 2) {
            throw new IllegalArgumentException(
                    "image_grid_pinpoints must be pairs of height and width, got " + heightAndWidth);
        }
        return new ImageSize(heightAndWidth.get(1), heightAndWidth.get(0));
    }

    /**
     * The size on which a picture is padded: the one that keeps most of its pixels, and among those the one that wastes least.
     *
     * @param size the size of the picture
     * @return one of the pinpoints
     */
    public ImageSize bestResolution(ImageSize size) {
        ImageSize best = pinpoints.get(0);
        long most = 0;
        long least = Long.MAX_VALUE;
        for (ImageSize point : pinpoints) {
            double scale = Math.min(point.width() / (double) size.width(), point.height() / (double) size.height());
            long scaledWidth = (long) (size.width() * scale);
            long scaledHeight = (long) (size.height() * scale);
            long effective = Math.min(scaledWidth * scaledHeight, size.pixels());
            long waste = point.pixels() - effective;
            if (effective > most || (effective == most && waste < least)) {
                best = point;
                most = effective;
                least = waste;
            }
        }
        return best;
    }

    /**
     * The size to which a picture is resized before it is padded.
     *
     * @param size the size of the picture
     * @return a size that is as wide or as high as {@link #bestResolution}, and no larger
     */
    public ImageSize resized(ImageSize size) {
        ImageSize best = bestResolution(size);
        double acrossScale = best.width() / (double) size.width();
        double downScale = best.height() / (double) size.height();
        if (acrossScale < downScale) {
            int height = Math.min((int) Math.ceil(size.height() * acrossScale), best.height());
            return new ImageSize(best.width(), height);
        }
        int width = Math.min((int) Math.ceil(size.width() * downScale), best.width());
        return new ImageSize(width, best.height());
    }

    /**
     * The tiles of a picture, with the whole picture as the first.
     *
     * @param size the size of the picture
     * @return 1 + rows * columns
     */
    public int tiles(ImageSize size) {
        ImageSize best = bestResolution(size);
        return 1 + best.height() / tileSize * (best.width() / tileSize);
    }

    /**
     * The tokens of a picture: those of the whole picture, then those of the tiles without their padding, then one more for every row of them.
     *
     * <p>In whole numbers. transformers rounds a product of doubles to 7 decimals before it takes the floor, which is the same for sides of up to a million pixels.
     *
     * @param size the size of the picture
     * @param patchesPerSide the patches along a side of a tile, 24 for CLIP ViT-L/14 at 336 pixels
     * @param wholePictureTokens the tokens of the whole picture, 576 for the same without the class embedding
     * @return the tokens
     */
    public int tokens(ImageSize size, int patchesPerSide, int wholePictureTokens) {
        ImageSize best = bestResolution(size);
        long rows = (long) patchesPerSide * (best.height() / tileSize);
        long columns = (long) patchesPerSide * (best.width() / tileSize);
        if (size.width() * rows > columns * size.height()) {
            long needed = size.height() * columns / size.width();
            rows -= (rows - needed) / 2 * 2;
        } else {
            long needed = size.width() * rows / size.height();
            columns -= (columns - needed) / 2 * 2;
        }
        return Math.toIntExact(wholePictureTokens + rows * columns + rows);
    }

    /**
     * A picture with the most tokens: a pinpoint, which needs no padding. Each has a token per patch, and one per row of patches.
     *
     * @param patchesPerSide the patches along a side of a tile
     * @return its size
     */
    public ImageSize sizeWithMostFeatures(int patchesPerSide) {
        return pinpoints.stream()
                .max(Comparator.comparingLong(point -> tokens(point, patchesPerSide, 0)))
                .orElseThrow();
    }
}
