package io.multimodal4j.samples;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.image.PixtralGeometry;
import io.multimodal4j.media.ImageSize;
import java.util.Optional;

/**
 * What Pixtral's token count needs of its directory.
 *
 * @param preprocessor the image processor's options
 */
public record PixtralConfig(
        @ConfigFile(ConfigFile.PREPROCESSOR) Preprocessor preprocessor) {

    private static final int DEFAULT_LONGEST_EDGE = 1024;
    private static final int DEFAULT_PATCH_SIZE = 16;

    /**
     * The image processor's options.
     *
     * @param size the longest side of a picture
     * @param patchSize what becomes a token
     */
    public record Preprocessor(Optional<Edge> size, Optional<Patch> patchSize) {}

    /**
     * A length.
     *
     * @param longestEdge pixels
     */
    public record Edge(int longestEdge) {}

    /**
     * A size.
     *
     * @param height pixels
     * @param width pixels
     */
    public record Patch(int height, int width) {}

    PixtralGeometry geometry() {
        int edge = preprocessor.size().map(Edge::longestEdge).orElse(DEFAULT_LONGEST_EDGE);
        Patch patch = preprocessor.patchSize().orElse(new Patch(DEFAULT_PATCH_SIZE, DEFAULT_PATCH_SIZE));
        return new PixtralGeometry(new ImageSize(edge, edge), new ImageSize(patch.width(), patch.height()));
    }
}
