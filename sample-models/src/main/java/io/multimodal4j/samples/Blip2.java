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

/** BLIP-2: one picture as the answers of a few queries, in front of everything. */
@RegisterProcessor(
        value = "Blip2ForConditionalGeneration",
        limits = @Limit(modality = IMAGE, max = 1),
        description = "BLIP-2: a vision tower behind a querying transformer")
public final class Blip2 implements SupportsMultiModal {

    private final Blip2Config config;
    private final ModelContext context;

    Blip2(Blip2Config config, ModelContext context) {
        this.config = config;
        this.context = context;
    }

    /**
     * What the model read from its {@code config.json}.
     *
     * @return the configuration
     */
    public Blip2Config config() {
        return config;
    }

    /** One token per query, whatever the picture's size. */
    @PromptInsertion(modality = IMAGE, at = InsertionPoint.START, embed = "<image>")
    static int imageTokens(Blip2Config config) {
        return config.numQueryTokens();
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }
}
