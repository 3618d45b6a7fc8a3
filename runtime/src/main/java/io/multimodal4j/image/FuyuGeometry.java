package io.multimodal4j.image;

import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.MediaException;

/**
 * The sizes to which Fuyu scales pictures down, and the rows of patches that they become, in transformers 4.57. A pure function of sizes.
 *
 * @param canvas the size on which pictures are padded ({@code size}); only larger ones are scaled
 * @param patch the size of a patch ({@code patch_size})
 */
public record FuyuGeometry(ImageSize canvas, ImageSize patch) {

    /**
     * Checks that patches are square.
     *
     * @param canvas the size on which pictures are padded
     * @param patch the size of a patch
     */
    public FuyuGeometry {
        if (patch.width() != patch.height()) {
            throw new IllegalArgumentException("patch_size must be a square, got " + patch);
        }
    }

    /**
     * The size to which a picture is resized.
     *
     * @param size the size of the picture
     * @return the picture's own size if it fits on the canvas
     * @throws MediaException if nothing would be left of one side
     */
    public ImageSize resized(ImageSize size) {
        if (size.width() <= canvas.width() && size.height() <= canvas.height()) {
            return size;
        }
        double scale = Math.min(canvas.height() / (double) size.height(), canvas.width() / (double) size.width());
        int height = (int) (size.height() * scale);
        int width = (int) (size.width() * scale);
        if (height < 1 || width < 1) {
            throw new MediaException("a picture of " + size + " cannot be processed: scaled down to " + canvas
                    + " nothing is left of its shorter side; crop or scale it first");
        }
        return new ImageSize(width, height);
    }

    /**
     * The rows of patches.
     *
     * @param size the size of the picture
     * @return at least 1
     * @throws MediaException if nothing would be left of one side
     */
    public int rows(ImageSize size) {
        return (resized(size).height() + patch.height() - 1) / patch.height();
    }

    /**
     * The patches of a row.
     *
     * @param size the size of the picture
     * @return at least 1
     * @throws MediaException if nothing would be left of one side
     */
    public int columns(ImageSize size) {
        return (resized(size).width() + patch.width() - 1) / patch.width();
    }
}
