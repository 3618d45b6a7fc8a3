package io.multimodal4j.image;

import io.multimodal4j.media.ImageSize;

/**
 * The grid of tiles that InternVL chooses for a picture: the one whose proportions come nearest, as in vLLM's processor for the OpenGVLab checkpoints and in
 * GotOcr2ImageProcessor. A pure function of sizes.
 *
 * @param tileSize the side of a tile, in pixels ({@code vision_config.image_size}, or {@code force_image_size})
 * @param minTiles the fewest tiles ({@code min_dynamic_patch})
 * @param maxTiles the most tiles ({@code max_dynamic_patch})
 * @param thumbnail whether a picture of several tiles is followed by the whole picture in small ({@code use_thumbnail})
 */
public record InternVlGeometry(int tileSize, int minTiles, int maxTiles, boolean thumbnail) {

    /**
     * Checks the numbers.
     *
     * @param tileSize the side of a tile
     * @param minTiles the fewest tiles
     * @param maxTiles the most tiles
     * @param thumbnail whether the whole picture follows in small
     */
    public InternVlGeometry {
        if (tileSize < 1) {
            throw new IllegalArgumentException("the tile size must be at least 1: " + tileSize);
        }
        if (minTiles < 1 || maxTiles < minTiles) {
            throw new IllegalArgumentException(
                    "min_dynamic_patch must be at least 1 and at most max_dynamic_patch, got " + minTiles + " and "
                            + maxTiles);
        }
    }

    /**
     * A grid of tiles.
     *
     * @param columns tiles of a row
     * @param rows rows
     */
    public record Grid(int columns, int rows) {

        /**
         * The tiles, without a thumbnail.
         *
         * @return columns times rows
         */
        public int tiles() {
            return columns * rows;
        }
    }

    /**
     * The grid of a picture. Of grids whose proportions are equally near (1x1 and 2x2 for a square) the larger wins if the picture fills more than half of it.
     *
     * @param size the size of the picture
     * @return the grid
     */
    public Grid grid(ImageSize size) {
        double ratio = size.width() / (double) size.height();
        Grid best = new Grid(1, 1);
        double least = Double.POSITIVE_INFINITY;
        for (int tiles = minTiles; tiles <= maxTiles; tiles++) {
            for (int columns = 1; columns <= tiles; columns++) {
                if (tiles % columns != 0) {
                    continue;
                }
                Grid grid = new Grid(columns, tiles / columns);
                double difference = Math.abs(ratio - columns / (double) grid.rows());
                boolean filled = size.pixels() > 0.5 * tileSize * tileSize * tiles;
                if (difference < least || (difference == least && filled)) {
                    best = grid;
                    least = difference;
                }
            }
        }
        return best;
    }

    /**
     * The size to which a picture is resized.
     *
     * @param size the size of the picture
     * @return the size of its grid
     */
    public ImageSize resized(ImageSize size) {
        Grid grid = grid(size);
        return new ImageSize(grid.columns() * tileSize, grid.rows() * tileSize);
    }

    /**
     * What the encoder sees of a picture.
     *
     * @param size the size of the picture
     * @return its tiles, and one more for the thumbnail if there is one
     */
    public int patches(ImageSize size) {
        int tiles = grid(size).tiles();
        return thumbnail && tiles > 1 ? tiles + 1 : tiles;
    }

    /**
     * A picture with the most tokens: all tiles in one row.
     *
     * @return its size
     */
    public ImageSize sizeWithMostFeatures() {
        return new ImageSize(Math.multiplyExact(tileSize, maxTiles), tileSize);
    }
}
