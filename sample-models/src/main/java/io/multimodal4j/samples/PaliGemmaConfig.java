package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigKey;

/**
 * What PaliGemma's token count needs of {@code config.json}.
 *
 * @param visionConfig the vision tower
 */
public record PaliGemmaConfig(VisionConfig visionConfig) {

    /**
     * The vision tower, with the defaults of {@code SiglipVisionConfig}, which checkpoints leave out.
     *
     * @param imageSize the side of its square input, in pixels
     * @param patchSize the side of a square patch, in pixels
     */
    public record VisionConfig(
            @ConfigKey(defaultValue = "224") int imageSize,
            @ConfigKey(defaultValue = "16") int patchSize) {}
}
