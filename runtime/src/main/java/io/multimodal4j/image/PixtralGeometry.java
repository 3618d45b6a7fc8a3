package io.multimodal4j.image;

import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;

/**
 * The sizes to which Pixtral resizes pictures, and the rows of patches that they become: {@code get_resize_output_image_size} of transformers 4.57, which
 * rounds down where the first versions of vLLM rounded up. A pure function of sizes.
 *
 * @param largest the largest size; larger pictures are scaled down into it ({@code size.longest_edge} for both sides)
 * @param patch the size of what becomes one token: {@code patch_size}, times {@code spatial_merge_size} where the model has one
 */
public record PixtralGeometry(ImageSize largest, ImageSize patch) {

    /**
     * A geometry of squares.
     *
     * @param longestEdge the longest side of a picture, in pixels
     * @param patchSize the side of what becomes one token, in pixels
     * @return the geometry
     */
    public static PixtralGeometry of(int longestEdge, int patchSize) {
        return new PixtralGeometry(new ImageSize(longestEdge, longestEdge), new ImageSize(patchSize, patchSize));
    }

    /**
     * The size to which a picture is resized.
     *
     * @param size the size of the picture
     * @return whole patches in both directions; the proportions change by less than a patch
     * @throws MediaException if nothing would be left of one side
     */
    public ImageSize resized(ImageSize size) {
        return new ImageSize(columns(size) * patch.width(), rows(size) * patch.height());
    }

    /**
     * The rows of patches.
     *
     * @param size the size of the picture
     * @return at least 1
     * @throws MediaException if nothing would be left of one side
     */
    public int rows(ImageSize size) {
        return patches(size, size.height(), patch.height());
    }

    /**
     * The patches of a row.
     *
     * @param size the size of the picture
     * @return at least 1
     * @throws MediaException if nothing would be left of one side
     */
    public int columns(ImageSize size) {
        return patches(size, size.width(), patch.width());
    }

    private int patches(ImageSize size, int side, int patchSide) {
        double ratio = Math.max(size.height() / (double) largest.height(), size.width() / (double) largest.width());
        int scaled = ratio > 1 ? (int) Math.floor(side / ratio) : side;
        if (scaled < 1) {
            throw new MediaException("a picture of " + size + " cannot be processed: scaled down to at most " + largest
                    + " nothing is left of its shorter side; crop or scale it first");
        }
        return (scaled - 1) / patchSide + 1;
    }
}
