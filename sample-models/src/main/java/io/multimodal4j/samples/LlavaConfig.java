package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigKey;

/**
 * What LLaVA's token count needs of {@code config.json}.
 *
 * @param visionConfig the vision tower
 * @param visionFeatureSelectStrategy which of the tower's outputs become embeddings
 */
public record LlavaConfig(
        VisionConfig visionConfig,
        @ConfigKey(defaultValue = "default") FeatureSelectStrategy visionFeatureSelectStrategy) {

    /**
     * The vision tower.
     *
     * @param imageSize the side of its square input, in pixels
     * @param patchSize the side of a square patch, in pixels
     */
    public record VisionConfig(int imageSize, int patchSize) {}

    /** Which of the vision tower's outputs become embeddings. */
    public enum FeatureSelectStrategy {
        /** The patches, without the class embedding in front of them. */
        DEFAULT,
        /** The class embedding and the patches. */
        FULL
    }
}
