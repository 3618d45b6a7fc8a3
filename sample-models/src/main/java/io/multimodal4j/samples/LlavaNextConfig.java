package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.image.LlavaNextGeometry;
import io.multimodal4j.samples.LlavaConfig.FeatureSelectStrategy;
import io.multimodal4j.samples.LlavaConfig.VisionConfig;
import java.util.List;
import java.util.Optional;

/**
 * What LLaVA-NeXT's token count needs of its directory.
 *
 * @param visionConfig the vision tower
 * @param visionFeatureSelectStrategy which of the tower's outputs become embeddings
 * @param imageGridPinpoints heights and widths on which pictures are padded
 * @param preprocessor the image processor's options
 */
public record LlavaNextConfig(
        VisionConfig visionConfig,
        @ConfigKey(defaultValue = "default") FeatureSelectStrategy visionFeatureSelectStrategy,
        List<List<Integer>> imageGridPinpoints,
        @ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor) {

    /**
     * The image processor's options.
     *
     * @param imageGridPinpoints heights and widths on which pictures are padded, if they are other ones than in {@code config.json}
     */
    public record Preprocessor(Optional<List<List<Integer>>> imageGridPinpoints) {}

    LlavaNextGeometry geometry() {
        return LlavaNextGeometry.of(
                preprocessor.imageGridPinpoints().orElse(imageGridPinpoints), visionConfig.imageSize());
    }

    int patchesPerSide() {
        return visionConfig.imageSize() / visionConfig.patchSize();
    }

    int wholePictureTokens() {
        int classEmbedding = visionFeatureSelectStrategy == FeatureSelectStrategy.FULL ? 1 : 0;
        return patchesPerSide() * patchesPerSide() + classEmbedding;
    }
}
