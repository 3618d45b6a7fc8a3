package com.acme;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.NoConfig;
import javax.annotation.processing.Generated;

/** Registration of {@link Ragged}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Ragged_Registration {

    private Ragged_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Ragged, NoConfig>builder("com.acme.Ragged", "RaggedForConditionalGeneration")
                .config(config -> new NoConfig())
                .create((config, context) -> new Ragged())
                .modality("image")
                .batched("pixel_values", "n 3 h w").asList()
                .flat("image_embeds", "tokens hidden", "image_grid_thw").unitsPerRow(4).asList()
                .batched("image_grid_thw", DType.INT64, "n 3")
                .encode((model, inputs) -> model.embedImages(inputs.tensors("pixel_values")), "pixel_values")
                .encode((model, inputs) -> model.takeEmbeddedImages(
                        inputs.tensors("image_embeds"),
                        inputs.tensor("image_grid_thw")), "image_embeds", "image_grid_thw")
                .replacement("<image>")
                .count((config, item) -> Ragged.imageTokens())
                .modality("audio")
                .batched("input_features", "n mels frames").padded()
                .encode((model, inputs) -> model.embedAudio(inputs.tensor("input_features")))
                .replacement("<audio>")
                .count((config, item) -> Ragged.audioTokens())
                .build();
    }
}
