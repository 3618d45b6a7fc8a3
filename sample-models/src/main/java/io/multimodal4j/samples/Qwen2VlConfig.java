package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.image.QwenVlGeometry;
import io.multimodal4j.kernel.PatchLayout;
import java.util.Optional;

/**
 * What Qwen2-VL's token counts need of its directory.
 *
 * @param maxPositionEmbeddings the longest sequence
 * @param preprocessor the image processor's options
 * @param videoPreprocessor the video processor's options, which are those of the image processor where they have one file
 */
public record Qwen2VlConfig(
        @ConfigKey(defaultValue = "32768") int maxPositionEmbeddings,
        @ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor,
        @ConfigFile(ConfigFile.VIDEO_PREPROCESSOR) Preprocessor videoPreprocessor) {

    /**
     * The options of a processor of pictures or videos.
     *
     * @param size the limits, as newer checkpoints write them
     * @param minPixels the fewest pixels of a picture or frame
     * @param maxPixels the most pixels of a picture or frame
     * @param patchSize the side of a patch, in pixels
     * @param temporalPatchSize frames of a patch
     * @param mergeSize patches of the side of a block
     */
    public record Preprocessor(
            Optional<PixelLimits> size,
            Optional<Integer> minPixels,
            Optional<Integer> maxPixels,
            @ConfigKey(defaultValue = "14") int patchSize,
            @ConfigKey(defaultValue = "2") int temporalPatchSize,
            @ConfigKey(defaultValue = "2") int mergeSize) {

        private QwenVlGeometry geometry(int defaultMinPixels, int defaultMaxPixels) {
            int least = minPixels.orElse(size.map(PixelLimits::shortestEdge).orElse(defaultMinPixels));
            int most = maxPixels.orElse(size.map(PixelLimits::longestEdge).orElse(defaultMaxPixels));
            return new QwenVlGeometry(new PatchLayout(patchSize, temporalPatchSize, mergeSize), least, most);
        }
    }

    /**
     * Limits that are called edges and are numbers of pixels.
     *
     * @param shortestEdge the fewest pixels
     * @param longestEdge the most pixels
     */
    public record PixelLimits(int shortestEdge, int longestEdge) {}

    QwenVlGeometry images() {
        return preprocessor.geometry(QwenVlGeometry.IMAGE_MIN_PIXELS, QwenVlGeometry.IMAGE_MAX_PIXELS);
    }

    QwenVlGeometry videos() {
        return videoPreprocessor.geometry(QwenVlGeometry.VIDEO_MIN_PIXELS, QwenVlGeometry.VIDEO_MAX_PIXELS);
    }
}
