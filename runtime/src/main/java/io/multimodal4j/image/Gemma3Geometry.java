package io.multimodal4j.image;

import io.multimodal4j.media.ImageSize;
import java.util.ArrayList;
import java.util.List;

/**
 * How Gemma 3 cuts a long picture into crops ("pan and scan") beside the picture itself: {@code Gemma3ImageProcessor.pan_and_scan} of transformers 4.57. A pure
 * function of sizes.
 *
 * @param panAndScan whether pictures are cut at all ({@code do_pan_and_scan})
 * @param minCropSize the least side of a crop ({@code pan_and_scan_min_crop_size})
 * @param maxNumCrops the most crops ({@code pan_and_scan_max_num_crops})
 * @param minRatio the longer side divided by the shorter from which on a picture is cut ({@code pan_and_scan_min_ratio_to_activate})
 */
public record Gemma3Geometry(boolean panAndScan, int minCropSize, int maxNumCrops, double minRatio) {

    /**
     * Checks the numbers.
     *
     * @param panAndScan whether pictures are cut at all
     * @param minCropSize the least side of a crop
     * @param maxNumCrops the most crops
     * @param minRatio the ratio from which on a picture is cut
     */
    public Gemma3Geometry {
        if (minCropSize < 1 || maxNumCrops < 1) {
            throw new IllegalArgumentException(
                    "crops must have a size and a number of at least 1, got " + minCropSize + " and " + maxNumCrops);
        }
    }

    /**
     * A part of a picture.
     *
     * @param left its first column
     * @param top its first row
     * @param size its size
     */
    public record Crop(int left, int top, ImageSize size) {}

    /**
     * The crops of a picture, which is used as a whole besides.
     *
     * @param size the size of the picture
     * @return the crops from left to right, or from top to bottom; empty if it is not cut
     */
    public List<Crop> crops(ImageSize size) {
        boolean landscape = size.width() >= size.height();
        int longer = landscape ? size.width() : size.height();
        int shorter = landscape ? size.height() : size.width();
        double ratio = longer / (double) shorter;
        if (!panAndScan || ratio < minRatio) {
            return List.of();
        }
        int wanted = Math.min((int) Math.floor(longer / (double) minCropSize), (int) Math.floor(ratio + 0.5));
        int count = Math.min(maxNumCrops, Math.max(2, wanted));
        int length = (longer + count - 1) / count;
        if (Math.min(length, shorter) < minCropSize) {
            return List.of();
        }
        List<Crop> crops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = i * length;
            int left = Math.min(length, longer - from);
            crops.add(
                    landscape
                            ? new Crop(from, 0, new ImageSize(left, shorter))
                            : new Crop(0, from, new ImageSize(shorter, left)));
        }
        return crops;
    }

    /**
     * What the encoder sees of a picture.
     *
     * @param size the size of the picture
     * @return the picture and its crops
     */
    public int patches(ImageSize size) {
        return 1 + crops(size).size();
    }

    /**
     * A picture with the most tokens: the most crops, each as small as a crop may be.
     *
     * @return its size
     */
    public ImageSize sizeWithMostFeatures() {
        int crops = panAndScan ? maxNumCrops : 1;
        return new ImageSize(minCropSize, Math.multiplyExact(minCropSize, crops));
    }
}
