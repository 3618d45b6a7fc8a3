package com.acme;

import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

@RegisterProcessor("LlavaForConditionalGeneration")
public final class Llava implements SupportsMultiModal {

    private final ModelContext context;

    Llava(LlavaConfig config, ModelContext context) {
        this.context = context;
    }

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens(LlavaConfig config, ImageSize image) {
        int side = config.visionConfig().imageSize() / config.visionConfig().patchSize();
        return side * side;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, layout = Layout.BATCHED, shape = "n 3 h w")
                    Tensor pixelValues) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues));
    }
}
