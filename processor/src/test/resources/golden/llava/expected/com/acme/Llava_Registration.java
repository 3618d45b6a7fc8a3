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
 * Registration of {@link Llava}, generated from its annotations.
 */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Llava_Registration implements ModelRegistration<LlavaConfig> {
    private static final FieldSpec PIXEL_VALUES = FieldSpec.batched(
            "pixel_values", "image", DType.FLOAT32, "n 3 h w");

    private static final ModelSchema SCHEMA = new ModelSchema(
            "com.acme.Llava",
            List.of("LlavaForConditionalGeneration"),
            "",
            List.of(new ModelSchema.ModalitySchema(
                    "image",
                    OptionalInt.empty(),
                    List.of(PIXEL_VALUES),
                    List.of(List.of("pixel_values")),
                    List.of(ModelSchema.PromptUpdateSpec.replacement("<image>")))));

    /**
     * For the index of models.
     */
    public Llava_Registration() {
    }

    @Override
    public ModelSchema schema() {
        return SCHEMA;
    }

    @Override
    public LlavaConfig readConfig(ConfigNode config) {
        return new LlavaConfig(
                visionConfig(config.at("vision_config")),
                config.at("image_token_index", "image_token_id").asInt(),
                config.atOr("-2", "vision_feature_layer").asInt());
    }

    private static LlavaConfig.VisionConfig visionConfig(ConfigNode config) {
        return new LlavaConfig.VisionConfig(
                config.at("image_size").asInt(),
                config.at("patch_size").asInt());
    }

    @Override
    public List<PromptUpdate> promptUpdates(LlavaConfig config) {
        return List.of(
                PromptUpdate.replacement("image", "<image>").count(item -> Llava.imageTokens(config, item.imageSize())));
    }

    @Override
    public Prompt dummyInputs(LlavaConfig config, DummyInputsBuilder dummies) {
        return dummies.add("image", "<image>").build();
    }

    @Override
    public SupportsMultiModal create(LlavaConfig config, ModelContext context) {
        return new Llava(config, context);
    }

    @Override
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        return switch (modality) {
            case "image" -> ((Llava) model).embedImages(inputs.tensor(PIXEL_VALUES));
            default -> throw new IllegalArgumentException("Llava takes no " + modality + ", only image");
        };
    }
}
