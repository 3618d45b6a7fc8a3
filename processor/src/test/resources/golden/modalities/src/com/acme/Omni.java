package com.acme;

import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Flat and shared fields, limits, two modalities, and every kind of config component. */
@RegisterProcessor(
        value = {"OmniForConditionalGeneration", "OmniModel"},
        limits = {@Limit(modality = IMAGE, max = 4), @Limit(modality = AUDIO, max = 1)},
        description = "Sees \"pictures\" & hears: 100 % of $5 — ein Test")
public class Omni implements SupportsMultiModal {

    private final ModelContext context;

    public Omni(ModelContext context, OmniConfig config) {
        this.context = context;
    }

    @PromptReplacement(modality = AUDIO, target = "<|audio|>")
    static int audioTokens(OmniConfig config) {
        return config.maxLength().orElse(7);
    }

    @PromptReplacement(modality = IMAGE, target = "<|image_pad|>")
    protected static int imageTokens(ImageSize image, OmniConfig config) {
        return Math.toIntExact(image.pixels() / config.patch());
    }

    public List<Tensor> embedImages(
            @MultiModalField(
                            name = "pixel_values",
                            modality = IMAGE,
                            layout = Layout.FLAT,
                            shape = "patches 1176",
                            sizes = "image_grid_thw")
                    Tensor pixelValues,
            @MultiModalField(
                            name = "image_grid_thw",
                            modality = IMAGE,
                            shape = "n 3",
                            dtype = DType.INT64,
                            keepOnCpu = true)
                    Tensor grid,
            @MultiModalField(name = "schema", modality = IMAGE, layout = Layout.SHARED, shape = "4") Tensor schema) {
        return context.encoder(IMAGE).encode(Map.of("pixel_values", pixelValues, "grid", grid, "schema", schema));
    }

    protected List<Tensor> embedAudio(
            @MultiModalField(name = "input_features", modality = AUDIO, dtype = DType.FLOAT16, shape = "n 128 frames")
                    Tensor features) {
        return context.encoder(AUDIO).encode(Map.of("input_features", features));
    }
}
