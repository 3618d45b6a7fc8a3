package io.multimodal4j.image;

import io.multimodal4j.media.ImageSize;

/**
 * How Idefics3 and SmolVLM scale pictures and split them into tiles: the three resizing functions of transformers 4.57, with their double precision. A
 * pure function of sizes.
 *
 * @param longestEdge what the longer side of a picture is scaled to ({@code size.longest_edge}), up or down
 * @param tileSize the side of a tile and of the whole picture in small ({@code max_image_size.longest_edge})
 * @param splitting whether pictures are split into tiles ({@code do_image_splitting})
 */
public record Idefics3Geometry(int longestEdge, int tileSize, boolean splitting) {

    /** The longest side that a scaled picture may have, whatever the model directory says. */
    private static final int MOST_PIXELS_OF_A_SIDE = 4096;

    /**
     * Checks the numbers.
     *
     * @param longestEdge what the longer side of a picture is scaled to
     * @param tileSize the side of a tile
     * @param splitting whether pictures are split into tiles
     */
    public Idefics3Geometry {
        if (longestEdge < 1 || tileSize < 1) {
            throw new IllegalArgumentException(
                    "the longest edge and the tile size must be at least 1, got " + longestEdge + " and " + tileSize);
        }
    }

    /**
     * The tiles of a picture.
     *
     * @param rows rows of tiles, 0 if the picture is not split
     * @param columns columns of tiles, 0 if the picture is not split
     */
    public record Tiles(int rows, int columns) {

        /**
         * The pictures that the encoder sees.
         *
         * @return the tiles and the whole in small, or only the latter
         */
        public int patches() {
            return rows * columns + 1;
        }
    }

    /**
     * The first size to which a picture is resized.
     *
     * @param size the size of the picture
     * @return the longer side as configured, the other in proportion and even
     */
    public ImageSize scaled(ImageSize size) {
        return withinBound(toLongestEdge(size, longestEdge));
    }

    private static ImageSize toLongestEdge(ImageSize size, int edge) {
        double ratio = size.width() / (double) size.height();
        if (size.width() >= size.height()) {
            return new ImageSize(edge, Math.max(1, even((int) (edge / ratio))));
        }
        return new ImageSize(Math.max(1, even((int) (edge * ratio))), edge);
    }

    private static int even(int side) {
        return side + side % 2;
    }

    private static ImageSize withinBound(ImageSize size) {
        int most = MOST_PIXELS_OF_A_SIDE;
        double ratio = size.width() / (double) size.height();
        if (size.width() >= size.height() && size.width() > most) {
            return new ImageSize(most, Math.max(1, (int) (most / ratio)));
        }
        if (size.height() > size.width() && size.height() > most) {
            return new ImageSize(Math.max(1, (int) (most * ratio)), most);
        }
        return size;
    }

    /**
     * The second size to which a picture is resized.
     *
     * @param size the size of the picture
     * @return whole tiles in both directions; one tile if pictures are not split
     */
    public ImageSize tiled(ImageSize size) {
        if (!splitting) {
            return new ImageSize(tileSize, tileSize);
        }
        ImageSize scaled = scaled(size);
        double ratio = scaled.width() / (double) scaled.height();
        if (scaled.width() >= scaled.height()) {
            int width = wholeTiles(scaled.width());
            return new ImageSize(width, wholeTiles((int) (width / ratio)));
        }
        int height = wholeTiles(scaled.height());
        return new ImageSize(wholeTiles((int) (height * ratio)), height);
    }

    private int wholeTiles(int side) {
        return Math.multiplyExact(Math.max(1, ceilDiv(side, tileSize)), tileSize);
    }

    private static int ceilDiv(int dividend, int divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /**
     * The tiles of a picture.
     *
     * @param size the size of the picture
     * @return rows and columns, none if the picture is not split
     */
    public Tiles tiles(ImageSize size) {
        ImageSize tiled = tiled(size);
        if (tiled.width() == tileSize && tiled.height() == tileSize) {
            return new Tiles(0, 0);
        }
        return new Tiles(tiled.height() / tileSize, tiled.width() / tileSize);
    }

    /**
     * A picture with the most tokens: a square, which fills its tiles. Its own size does not matter.
     *
     * @return its size
     */
    public ImageSize sizeWithMostFeatures() {
        return new ImageSize(tileSize, tileSize);
    }
}
