package com.acme;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.model.ModelRegistration;
import javax.annotation.processing.Generated;

/** Registration of {@link Llava}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Llava_Registration {

    private Llava_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Llava, LlavaConfig>builder("com.acme.Llava", "LlavaForConditionalGeneration")
                .config(config -> new LlavaConfig(
                        visionConfig(config.at("vision_config")),
                        config.at("image_token_index", "image_token_id").asInt(),
                        config.atOr("-2", "vision_feature_layer").asInt()))
                .create((config, context) -> new Llava(config, context))
                .modality("image")
                .batched("pixel_values", "n 3 h w")
                .encode((model, inputs) -> model.embedImages(inputs.tensor("pixel_values")))
                .replacement("<image>")
                .count((config, item) -> Llava.imageTokens(config, item.imageSize()))
                .build();
    }

    private static LlavaConfig.VisionConfig visionConfig(ConfigNode config) {
        return new LlavaConfig.VisionConfig(
                config.at("image_size").asInt(),
                config.at("patch_size").asInt());
    }
}
