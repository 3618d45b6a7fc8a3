package io.multimodal4j.image;

import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;

/**
 * How Phi-3-vision and Phi-3.5-vision scale and pad pictures to whole tiles ("HD transform"), and how many tokens they become: the arithmetic of the processor that
 * Microsoft publishes with the checkpoints. A pure function of sizes.
 *
 * @param numCrops the most tiles ({@code num_crops})
 */
public record Phi3vGeometry(int numCrops) {

    /** The side of a tile, which is that of the encoder's input. */
    public static final int TILE_SIZE = 336;

    /** Tokens along the side of a tile: the encoder's 24 patches, merged two by two. */
    private static final int TOKENS_PER_SIDE = 12;

    /**
     * Checks the number.
     *
     * @param numCrops the most tiles
     */
    public Phi3vGeometry {
        if (numCrops < 1) {
            throw new IllegalArgumentException("num_crops must be at least 1: " + numCrops);
        }
    }

    /**
     * The size of a picture after scaling, before padding. Portraits are laid on their side for the computation.
     *
     * @param size the size of the picture
     * @return a size whose longer side is a multiple of {@value #TILE_SIZE}
     * @throws MediaException if nothing would be left of the shorter side
     */
    public ImageSize resized(ImageSize size) {
        boolean portrait = size.width() < size.height();
        int longer = portrait ? size.height() : size.width();
        int shorter = portrait ? size.width() : size.height();
        double ratio = longer / (double) shorter;
        int tiles = 1;
        while (tiles * Math.ceil(tiles / ratio) <= numCrops) {
            tiles++;
        }
        int newLonger = (tiles - 1) * TILE_SIZE;
        int newShorter = (int) (newLonger / ratio);
        if (newShorter < 1) {
            throw new MediaException("a picture of " + size + " cannot be processed: scaled to a longer side of "
                    + newLonger + " nothing is left of its shorter side; crop or scale it first");
        }
        return portrait ? new ImageSize(newShorter, newLonger) : new ImageSize(newLonger, newShorter);
    }

    /**
     * The size of a picture after padding with white, of which the smaller half is above it (or, for portraits, to its left).
     *
     * @param size the size of the picture
     * @return whole tiles in both directions
     * @throws MediaException if nothing would be left of the shorter side
     */
    public ImageSize padded(ImageSize size) {
        ImageSize resized = resized(size);
        return new ImageSize(wholeTiles(resized.width()), wholeTiles(resized.height()));
    }

    private static int wholeTiles(int side) {
        return (side + TILE_SIZE - 1) / TILE_SIZE * TILE_SIZE;
    }

    /**
     * The tokens of a picture: of the tiles and of the whole picture in small, one behind each of their rows, and one between the two.
     *
     * @param size the size of the picture
     * @return the tokens
     * @throws MediaException if nothing would be left of the shorter side
     */
    public int tokens(ImageSize size) {
        ImageSize padded = padded(size);
        int rows = padded.height() / TILE_SIZE;
        int columns = padded.width() / TILE_SIZE;
        return (rows * columns + 1) * TOKENS_PER_SIDE * TOKENS_PER_SIDE + 1 + (rows + 1) * TOKENS_PER_SIDE;
    }

    /**
     * A picture with the most tokens: all tiles below one another, which makes the most rows.
     *
     * @return its size
     */
    public ImageSize sizeWithMostFeatures() {
        return new ImageSize(TILE_SIZE, Math.multiplyExact(TILE_SIZE, numCrops));
    }
}
