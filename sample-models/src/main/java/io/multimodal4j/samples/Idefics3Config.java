package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.annotations.ConfigKey;
import io.multimodal4j.image.Idefics3Geometry;
import java.util.Optional;

/**
 * What the token counts of Idefics3 and SmolVLM need of their directories.
 *
 * @param preprocessor the image processor's options
 * @param processor the processor's options
 */
public record Idefics3Config(
        @ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor,
        @ConfigFile(ConfigFile.PROCESSOR) Processor processor) {

    private static final int DEFAULT_TILE_SIZE = 364;

    /**
     * The image processor's options.
     *
     * @param size what the longer side of a picture is scaled to
     * @param maxImageSize the side of a tile
     * @param doImageSplitting whether pictures are split into tiles
     */
    public record Preprocessor(
            Optional<Edge> size,
            Optional<Edge> maxImageSize,
            @ConfigKey(defaultValue = "true") boolean doImageSplitting) {}

    /**
     * A length.
     *
     * @param longestEdge pixels
     */
    public record Edge(int longestEdge) {}

    /**
     * The processor's options.
     *
     * @param imageSeqLen the tokens of a tile
     */
    public record Processor(@ConfigKey(defaultValue = "169") int imageSeqLen) {}

    Idefics3Geometry geometry() {
        return new Idefics3Geometry(
                preprocessor.size().map(Edge::longestEdge).orElse(4 * DEFAULT_TILE_SIZE),
                preprocessor.maxImageSize().map(Edge::longestEdge).orElse(DEFAULT_TILE_SIZE),
                preprocessor.doImageSplitting());
    }
}
