package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.image.LlavaNextGeometry;
import io.multimodal4j.samples.LlavaConfig.FeatureSelectStrategy;
import io.multimodal4j.samples.LlavaConfig.VisionConfig;
import java.util.List;

/**
 * What LLaVA-NeXT's token count needs of {@code config.json}.
 *
 * @param visionConfig the vision tower
 * @param visionFeatureSelectStrategy which of the tower's outputs become embeddings
 * @param imageGridPinpoints heights and widths on which pictures are padded
 */
public record LlavaNextConfig(
        VisionConfig visionConfig,
        @ConfigKey(defaultValue = "default") FeatureSelectStrategy visionFeatureSelectStrategy,
        List<List<Integer>> imageGridPinpoints) {

    LlavaNextGeometry geometry() {
        return LlavaNextGeometry.of(imageGridPinpoints, visionConfig.imageSize());
    }

    int patchesPerSide() {
        return visionConfig.imageSize() / visionConfig.patchSize();
    }

    int wholePictureTokens() {
        int classEmbedding = visionFeatureSelectStrategy == FeatureSelectStrategy.FULL ? 1 : 0;
        return patchesPerSide() * patchesPerSide() + classEmbedding;
    }
}
