package com.acme;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.model.ModelRegistration;
import javax.annotation.processing.Generated;

/** Registration of {@link Omni}, generated from its annotations. */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Omni_Registration {

    private Omni_Registration() {}

    /** For the index of models. */
    public static ModelRegistration<?> registration() {
        return ModelRegistration.<Omni, OmniConfig>builder("com.acme.Omni", "OmniForConditionalGeneration", "OmniModel")
                .description("Sees \"pictures\" & hears: 100 % of $5 — ein Test")
                .config(config -> new OmniConfig(
                        config.at("patch").asInt(),
                        config.at("big_number").asLong(),
                        config.at("layer_norm_eps").asDouble(),
                        config.at("use_flash").asBoolean(),
                        config.at("model_type").asString(),
                        config.at("select").asEnum(OmniConfig.Select.values()),
                        config.find("max_length").map(ConfigNode::asInt),
                        config.find("maybe_select").map(node -> node.asEnum(OmniConfig.Select.values())),
                        config.find("audio_tower").map(Omni_Registration::tower),
                        config.find("image_mean").map(node -> node.asList(ConfigNode::asDouble)),
                        config.at("layers").asList(ConfigNode::asInt),
                        config.at("names").asList(node -> node.asList(ConfigNode::asString)),
                        config.at("towers").asList(Omni_Registration::tower),
                        config.at("selects").asList(node -> node.asEnum(OmniConfig.Select.values())),
                        config.at("grid").asList(node -> node.asList(node2 -> node2.asEnum(OmniConfig.Select.values()))),
                        tower(config.at("text_config", "llm_config")),
                        config.atOr("-1", "offset").asLong(),
                        config.atOr("1e-6", "eps").asDouble(),
                        config.atOr("true", "bias").asBoolean(),
                        config.find("textual").map(ConfigNode::asString).orElse("224"),
                        config.find("suffix").map(ConfigNode::asString).orElse(""),
                        config.find("fallback").map(node -> node.asEnum(OmniConfig.Select.values())).orElse(OmniConfig.Select.FULL),
                        config.at("num_kv_heads2d").asInt(),
                        pictures(config.file("preprocessor_config.json")),
                        config.findFile("generation_config.json").map(Omni_Registration::generation)))
                .create((config, context) -> new Omni(context, config))
                .modality("image")
                .limit(4)
                .flat("pixel_values", "patches 1176", "image_grid_thw")
                .batched("image_grid_thw", DType.INT64, "n 3").onCpu()
                .shared("schema", "4")
                .encode((model, inputs) -> model.embedImages(
                        inputs.tensor("pixel_values"),
                        inputs.tensor("image_grid_thw"),
                        inputs.tensor("schema")))
                .replacement("<|image_pad|>")
                .count((config, item) -> Omni.imageTokens(item.imageSize(), config))
                .modality("audio")
                .limit(1)
                .batched("input_features", DType.FLOAT16, "n 128 frames")
                .encode((model, inputs) -> model.embedAudio(inputs.tensor("input_features")))
                .replacement("<|audio|>")
                .count((config, item) -> Omni.audioTokens(config))
                .build();
    }

    private static OmniConfig.Tower tower(ConfigNode config) {
        return new OmniConfig.Tower(
                config.at("hidden_size").asInt(),
                config.find("inner").map(Omni_Registration::tower));
    }

    private static OmniConfig.Pictures pictures(ConfigNode config) {
        return new OmniConfig.Pictures(
                config.atOr("3136", "min_pixels").asLong(),
                config.find("size").map(Omni_Registration::tower));
    }

    private static OmniConfig.Generation generation(ConfigNode config) {
        return new OmniConfig.Generation(config.at("max_new_tokens").asInt());
    }
}
