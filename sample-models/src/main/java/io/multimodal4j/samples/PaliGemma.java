package io.multimodal4j.samples;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptInsertion;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * PaliGemma: one picture in front of everything, before the token with which a prompt begins. There is no placeholder. A prompt ends with a line end, which is the
 * caller's (Hugging Face's processor appends it).
 */
@RegisterProcessor(
        value = "PaliGemmaForConditionalGeneration",
        limits = @Limit(modality = IMAGE, max = 1),
        description = "PaliGemma: a SigLIP vision tower whose picture goes in front of the prompt")
public final class PaliGemma implements SupportsMultiModal {

    private final PaliGemmaConfig config;
    private final ModelContext context;

    PaliGemma(PaliGemmaConfig config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its {@code config.json}.
     *
     * @return the configuration
     */
    public PaliGemmaConfig config() {
        return config;
    }

    /** One token per patch. */
    @PromptInsertion(modality = IMAGE, at = InsertionPoint.START, embed = "<image>")
    static int imageTokens(PaliGemmaConfig config) {
        int patchesPerSide =
                config.visionConfig().imageSize() / config.visionConfig().patchSize();
        return patchesPerSide * patchesPerSide;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }
}
