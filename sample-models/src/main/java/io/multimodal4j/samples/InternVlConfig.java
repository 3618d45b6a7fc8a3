package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.image.InternVlGeometry;
import io.multimodal4j.samples.LlavaConfig.VisionConfig;

/**
 * What InternVL's tiles and token counts need of {@code config.json}.
 *
 * @param visionConfig the vision tower
 * @param downsampleRatio by how much the patches of a side are merged
 * @param minDynamicPatch the fewest tiles
 * @param maxDynamicPatch the most tiles
 * @param dynamicImageSize whether there is more than one tile at all
 * @param useThumbnail whether the whole picture follows in small
 */
public record InternVlConfig(
        VisionConfig visionConfig,
        @ConfigKey(defaultValue = "0.5") double downsampleRatio,
        @ConfigKey(defaultValue = "1") int minDynamicPatch,
        @ConfigKey(defaultValue = "6") int maxDynamicPatch,
        @ConfigKey(defaultValue = "true") boolean dynamicImageSize,
        @ConfigKey(defaultValue = "true") boolean useThumbnail) {

    InternVlGeometry geometry() {
        return new InternVlGeometry(
                visionConfig.imageSize(),
                dynamicImageSize ? minDynamicPatch : 1,
                dynamicImageSize ? maxDynamicPatch : 1,
                useThumbnail);
    }

    int tokensPerTile() {
        int patchesPerSide = visionConfig.imageSize() / visionConfig.patchSize();
        return (int) (patchesPerSide * patchesPerSide * downsampleRatio * downsampleRatio);
    }
}
