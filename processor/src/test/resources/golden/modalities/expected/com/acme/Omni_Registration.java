package com.acme;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;
import javax.annotation.processing.Generated;

/**
 * Registration of {@link Omni}, generated from its annotations.
 */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Omni_Registration implements ModelRegistration<OmniConfig> {
    private static final FieldSpec PIXEL_VALUES = FieldSpec.flat(
            "pixel_values", "image", DType.FLOAT32, "patches 1176", "image_grid_thw");

    private static final FieldSpec IMAGE_GRID_THW = FieldSpec.batched(
            "image_grid_thw", "image", DType.INT64, "n 3").onCpu();

    private static final FieldSpec SCHEMA_2 = FieldSpec.shared(
            "schema", "image", DType.FLOAT32, "4");

    private static final FieldSpec INPUT_FEATURES = FieldSpec.batched(
            "input_features", "audio", DType.FLOAT16, "n 128 frames");

    private static final ModelSchema SCHEMA = new ModelSchema(
            "com.acme.Omni",
            List.of("OmniForConditionalGeneration", "OmniModel"),
            "Sees \"pictures\" & hears: 100 % of $5 — ein Test",
            List.of(
                    new ModelSchema.ModalitySchema(
                            "image",
                            OptionalInt.of(4),
                            List.of(PIXEL_VALUES, IMAGE_GRID_THW, SCHEMA_2),
                            List.of(List.of("pixel_values", "image_grid_thw", "schema")),
                            List.of(ModelSchema.PromptUpdateSpec.replacement("<|image_pad|>"))),
                    new ModelSchema.ModalitySchema(
                            "audio",
                            OptionalInt.of(1),
                            List.of(INPUT_FEATURES),
                            List.of(List.of("input_features")),
                            List.of(ModelSchema.PromptUpdateSpec.replacement("<|audio|>")))));

    /**
     * For the index of models.
     */
    public Omni_Registration() {
    }

    @Override
    public ModelSchema schema() {
        return SCHEMA;
    }

    @Override
    public OmniConfig readConfig(ConfigNode config) {
        return new OmniConfig(
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
                config.findFile("generation_config.json").map(Omni_Registration::generation));
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

    @Override
    public List<PromptUpdate> promptUpdates(OmniConfig config) {
        return List.of(
                PromptUpdate.replacement("image", "<|image_pad|>").count(item -> Omni.imageTokens(item.imageSize(), config)),
                PromptUpdate.replacement("audio", "<|audio|>").count(item -> Omni.audioTokens(config)));
    }

    @Override
    public Prompt dummyInputs(OmniConfig config, DummyInputsBuilder dummies) {
        return dummies.add("image", "<|image_pad|>").add("audio", "<|audio|>").build();
    }

    @Override
    public SupportsMultiModal create(OmniConfig config, ModelContext context) {
        return new Omni(context, config);
    }

    @Override
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        return switch (modality) {
            case "image" -> ((Omni) model).embedImages(
                    inputs.tensor(PIXEL_VALUES),
                    inputs.tensor(IMAGE_GRID_THW),
                    inputs.tensor(SCHEMA_2));
            case "audio" -> ((Omni) model).embedAudio(inputs.tensor(INPUT_FEATURES));
            default -> throw new IllegalArgumentException("Omni takes no " + modality + ", only image and audio");
        };
    }
}
