package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.samples.LlavaConfig.FeatureSelectStrategy;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * LLaVA-1.5: a CLIP vision tower whose patches become embeddings of a language model. Every picture becomes the same number of tokens.
 */
@RegisterProcessor(
        value = "LlavaForConditionalGeneration",
        description = "LLaVA-1.5: a CLIP vision tower in front of a language model")
public final class Llava implements SupportsMultiModal {

    private final LlavaConfig config;
    private final ModelContext context;

    Llava(LlavaConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its {@code config.json}.
     *
     * @return the configuration
     */
    public LlavaConfig config() {
        return config;
    }

    /** One token per patch, and one for the class embedding if it is kept. */
    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens(LlavaConfig config) {
        LlavaConfig.VisionConfig vision = config.visionConfig();
        int patchesPerSide = vision.imageSize() / vision.patchSize();
        int classEmbedding = config.visionFeatureSelectStrategy() == FeatureSelectStrategy.FULL ? 1 : 0;
        return patchesPerSide * patchesPerSide + classEmbedding;
    }

    /** The vision tower and the projector are the engine's: it gets the pixels and returns an embedding per picture. */
    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }
}
