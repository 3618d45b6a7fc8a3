package com.acme;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.NoConfig;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;
import javax.annotation.processing.Generated;

/**
 * Registration of {@link Ragged}, generated from its annotations.
 */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Ragged_Registration implements ModelRegistration<NoConfig> {
    private static final FieldSpec PIXEL_VALUES = FieldSpec.batched(
            "pixel_values", "image", DType.FLOAT32, "n 3 h w").whenRagged(io.multimodal4j.field.Ragged.LIST);

    private static final FieldSpec IMAGE_EMBEDS = FieldSpec.flat(
            "image_embeds", "image", DType.FLOAT32, "tokens hidden", "image_grid_thw").withUnitsPerRow(4).whenRagged(io.multimodal4j.field.Ragged.LIST);

    private static final FieldSpec IMAGE_GRID_THW = FieldSpec.batched(
            "image_grid_thw", "image", DType.INT64, "n 3");

    private static final FieldSpec INPUT_FEATURES = FieldSpec.batched(
            "input_features", "audio", DType.FLOAT32, "n mels frames").whenRagged(io.multimodal4j.field.Ragged.PAD);

    private static final ModelSchema SCHEMA = new ModelSchema(
            "com.acme.Ragged",
            List.of("RaggedForConditionalGeneration"),
            "",
            List.of(
                    new ModelSchema.ModalitySchema(
                            "image",
                            OptionalInt.empty(),
                            List.of(PIXEL_VALUES, IMAGE_EMBEDS, IMAGE_GRID_THW),
                            List.of(List.of("pixel_values"), List.of("image_embeds", "image_grid_thw")),
                            List.of(ModelSchema.PromptUpdateSpec.replacement("<image>"))),
                    new ModelSchema.ModalitySchema(
                            "audio",
                            OptionalInt.empty(),
                            List.of(INPUT_FEATURES),
                            List.of(List.of("input_features")),
                            List.of(ModelSchema.PromptUpdateSpec.replacement("<audio>")))));

    /**
     * For the index of models.
     */
    public Ragged_Registration() {
    }

    @Override
    public ModelSchema schema() {
        return SCHEMA;
    }

    @Override
    public NoConfig readConfig(ConfigNode config) {
        return new NoConfig();
    }

    @Override
    public List<PromptUpdate> promptUpdates(NoConfig config) {
        return List.of(
                PromptUpdate.replacement("image", "<image>").count(item -> Ragged.imageTokens()),
                PromptUpdate.replacement("audio", "<audio>").count(item -> Ragged.audioTokens()));
    }

    @Override
    public Prompt dummyInputs(NoConfig config, DummyInputsBuilder dummies) {
        return dummies.add("image", "<image>").add("audio", "<audio>").build();
    }

    @Override
    public SupportsMultiModal create(NoConfig config, ModelContext context) {
        return new Ragged();
    }

    @Override
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        return switch (modality) {
            case "image" -> {
                if (inputs.has(PIXEL_VALUES)) {
                    yield ((Ragged) model).embedImages(inputs.tensors(PIXEL_VALUES));
                }
                if (inputs.has(IMAGE_EMBEDS, IMAGE_GRID_THW)) {
                    yield ((Ragged) model).takeEmbeddedImages(
                            inputs.tensors(IMAGE_EMBEDS),
                            inputs.tensor(IMAGE_GRID_THW));
                }
                throw new FieldException("Ragged needs the fields [pixel_values] or [image_embeds, image_grid_thw] of modality image, but there are " + inputs.names());
            }
            case "audio" -> ((Ragged) model).embedAudio(inputs.tensor(INPUT_FEATURES));
            default -> throw new IllegalArgumentException("Ragged takes no " + modality + ", only image and audio");
        };
    }
}
