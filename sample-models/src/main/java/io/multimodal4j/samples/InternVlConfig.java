package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.image.InternVlGeometry;
import io.multimodal4j.samples.LlavaConfig.VisionConfig;
import java.util.Optional;

/**
 * What InternVL's tiles and token counts need of its directory.
 *
 * @param visionConfig the vision tower
 * @param downsampleRatio by how much the patches of a side are merged
 * @param minDynamicPatch the fewest tiles
 * @param maxDynamicPatch the most tiles
 * @param dynamicImageSize whether there is more than one tile at all
 * @param useThumbnail whether the whole picture follows in small
 * @param preprocessor what a request may set
 * @param addedTokens the ids of added tokens
 */
public record InternVlConfig(
        VisionConfig visionConfig,
        @ConfigKey(defaultValue = "0.5") double downsampleRatio,
        @ConfigKey(defaultValue = "1") int minDynamicPatch,
        @ConfigKey(defaultValue = "6") int maxDynamicPatch,
        @ConfigKey(defaultValue = "true") boolean dynamicImageSize,
        @ConfigKey(defaultValue = "true") boolean useThumbnail,
        @ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor,
        @ConfigFile(ConfigFile.ADDED_TOKENS) AddedTokens addedTokens) {

    /**
     * What beats the values of {@code config.json}: checkpoints do not have them in this file, but a request may set them as options.
     *
     * @param minDynamicPatch the fewest tiles
     * @param maxDynamicPatch the most tiles
     * @param dynamicImageSize whether there is more than one tile at all
     * @param useThumbnail whether the whole picture follows in small
     */
    public record Preprocessor(
            Optional<Integer> minDynamicPatch,
            Optional<Integer> maxDynamicPatch,
            Optional<Boolean> dynamicImageSize,
            Optional<Boolean> useThumbnail) {}

    /**
     * The ids of added tokens.
     *
     * @param imageContext what receives the embeddings
     */
    public record AddedTokens(@ConfigKey("<IMG_CONTEXT>") int imageContext) {}

    InternVlGeometry geometry() {
        boolean dynamic = preprocessor.dynamicImageSize().orElse(dynamicImageSize);
        return new InternVlGeometry(
                visionConfig.imageSize(),
                dynamic ? preprocessor.minDynamicPatch().orElse(minDynamicPatch) : 1,
                dynamic ? preprocessor.maxDynamicPatch().orElse(maxDynamicPatch) : 1,
                preprocessor.useThumbnail().orElse(useThumbnail));
    }

    int tokensPerTile() {
        int patchesPerSide = visionConfig.imageSize() / visionConfig.patchSize();
        return (int) (patchesPerSide * patchesPerSide * downsampleRatio * downsampleRatio);
    }
}
