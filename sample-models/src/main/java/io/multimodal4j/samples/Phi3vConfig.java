package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;

/**
 * What Phi-3.5-vision's token count needs of its directory.
 *
 * @param preprocessor the image processor's options
 */
public record Phi3vConfig(
        @ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor) {

    /**
     * The image processor's options.
     *
     * @param numCrops the most tiles
     */
    public record Preprocessor(
            @ConfigKey(defaultValue = "1") int numCrops) {}
}
