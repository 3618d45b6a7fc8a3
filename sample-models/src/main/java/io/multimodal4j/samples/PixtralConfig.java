package io.multimodal4j.samples;

import io.multimodal4j.image.PixtralGeometry;
import io.multimodal4j.samples.LlavaConfig.VisionConfig;

/**
 * What Pixtral's token count needs of {@code config.json}.
 *
 * @param visionConfig the vision tower; its image size is the longest side of a picture
 */
public record PixtralConfig(VisionConfig visionConfig) {

    PixtralGeometry geometry() {
        return PixtralGeometry.of(visionConfig.imageSize(), visionConfig.patchSize());
    }
}
