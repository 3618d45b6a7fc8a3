package com.acme;

import static io.multimodal4j.annotations.Modality.AUDIO;
import static io.multimodal4j.annotations.Modality.IMAGE;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.MultiModalField;
import io.multimodal4j.annotations.PromptReplacement;
import io.multimodal4j.annotations.RegisterProcessor;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

/** Items of different shapes: as a list, padded, and with rows of several units; under the name of the runtime's own type. */
@RegisterProcessor("RaggedForConditionalGeneration")
public class Ragged implements SupportsMultiModal {

    @PromptReplacement(modality = IMAGE, target = "<image>")
    static int imageTokens() {
        return 2;
    }

    @PromptReplacement(modality = AUDIO, target = "<audio>")
    static int audioTokens() {
        return 3;
    }

    List<Tensor> embedImages(
            @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") List<Tensor> pixelValues) {
        return pixelValues;
    }

    List<Tensor> takeEmbeddedImages(
            @MultiModalField(
                            name = "image_embeds",
                            modality = IMAGE,
                            layout = Layout.FLAT,
                            shape = "tokens hidden",
                            sizes = "image_grid_thw",
                            unitsPerRow = 4)
                    List<Tensor> imageEmbeds,
            @MultiModalField(name = "image_grid_thw", modality = IMAGE, shape = "n 3", dtype = DType.INT64) Tensor grid) {
        return imageEmbeds;
    }

    List<Tensor> embedAudio(
            @MultiModalField(name = "input_features", modality = AUDIO, shape = "n mels frames", padded = true)
                    Tensor features) {
        return List.of(features);
    }
}
