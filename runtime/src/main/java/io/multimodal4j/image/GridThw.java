package io.multimodal4j.image;

/**
 * The patches of a picture or a video along time, height and width: one row of {@code image_grid_thw}.
 *
 * @param frames patches along time
 * @param rows patches from top to bottom
 * @param columns patches from left to right
 */
public record GridThw(int frames, int rows, int columns) {

    /**
     * The number of patches.
     *
     * @return the product of the three
     */
    public long patches() {
        return (long) frames * rows * columns;
    }
}
