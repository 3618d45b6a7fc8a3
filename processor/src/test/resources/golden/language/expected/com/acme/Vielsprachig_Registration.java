package com.acme;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.ProcessingInfo;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.annotation.processing.Generated;

/**
 * Registration of {@link Vielsprachig}, generated from its annotations.
 */
@Generated("io.multimodal4j.processor.ModelProcessor")
public final class Vielsprachig_Registration implements ModelRegistration<Vielsprachig.Info> {
    private static final FieldSpec PIXEL_VALUES = FieldSpec.batched(
            "pixel_values", "image", DType.FLOAT32, "n 3 h w");

    private static final FieldSpec IMAGE_SIZES = FieldSpec.batched(
            "image_sizes", "image", DType.INT64, "n 2").mayBeMissing();

    private static final FieldSpec IMAGE_EMBEDS = FieldSpec.batched(
            "image_embeds", "image", DType.FLOAT32, "n tokens hidden");

    private static final FieldSpec FRAMES = FieldSpec.batched(
            "frames", "video", DType.FLOAT32, "n f 3 h w");

    private static final FieldSpec FEATURES = FieldSpec.batched(
            "features", "audio", DType.FLOAT32, "n 80 t");

    private static final ModelSchema SCHEMA = new ModelSchema(
            "com.acme.Vielsprachig",
            List.of("VielsprachigForConditionalGeneration"),
            "",
            List.of(
                    new ModelSchema.ModalitySchema(
                            "image",
                            OptionalInt.empty(),
                            List.of(PIXEL_VALUES, IMAGE_SIZES, IMAGE_EMBEDS),
                            List.of(List.of("pixel_values", "image_sizes"), List.of("image_embeds", "image_sizes")),
                            List.of(
                                    ModelSchema.PromptUpdateSpec.replacement("<|image_{n}|>"),
                                    ModelSchema.PromptUpdateSpec.insertion(InsertionPoint.AFTER_TARGET, "User:"))),
                    new ModelSchema.ModalitySchema(
                            "video",
                            OptionalInt.empty(),
                            List.of(FRAMES),
                            List.of(List.of("frames")),
                            List.of(ModelSchema.PromptUpdateSpec.insertion(InsertionPoint.END, ""))),
                    new ModelSchema.ModalitySchema(
                            "audio",
                            OptionalInt.empty(),
                            List.of(FEATURES),
                            List.of(List.of("features")),
                            List.of(
                                    ModelSchema.PromptUpdateSpec.replacement("<audio>").withOrder(2),
                                    ModelSchema.PromptUpdateSpec.replacement("<audio>s").withOrder(1)))));

    /**
     * For the index of models.
     */
    public Vielsprachig_Registration() {
    }

    @Override
    public ModelSchema schema() {
        return SCHEMA;
    }

    @Override
    public Vielsprachig.Info readConfig(ConfigNode config) {
        return new Vielsprachig.Info(config.at("größe").asInt());
    }

    @Override
    public List<PromptUpdate> promptUpdates(Vielsprachig.Info config) {
        return List.of(
                PromptUpdate.replacement("image", "<|image_{n}|>")
                        .embed("<image>")
                        .after("\n")
                        .count(item -> Vielsprachig.imageTokens(item, config, item.imageSize())),
                PromptUpdate.insertion("image", InsertionPoint.AFTER_TARGET, "User:")
                        .embed("<image>")
                        .after("\n")
                        .count(item -> Vielsprachig.imageTokens(item, config, item.imageSize())),
                PromptUpdate.insertion("video", InsertionPoint.END, "").content(item -> Vielsprachig.video(item.videoSize())),
                PromptUpdate.replacement("audio", "<audio>")
                        .before("<ä>")
                        .after("</ä>")
                        .order(2)
                        .count(7),
                PromptUpdate.replacement("audio", "<audio>s")
                        .embed("<audio>")
                        .before("<ä>")
                        .after("</ä>")
                        .order(1)
                        .count(7));
    }

    @Override
    public Prompt dummyInputs(Vielsprachig.Info config, DummyInputsBuilder dummies) {
        return dummies.add("image", "<|image_{n}|>").add("video", "").add("audio", "<audio>").build();
    }

    @Override
    public ProcessingInfo<Vielsprachig.Info> info() {
        return new Info();
    }

    @Override
    public SupportsMultiModal create(Vielsprachig.Info config, ModelContext context) {
        return new Vielsprachig(config);
    }

    @Override
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        return switch (modality) {
            case "image" -> {
                if (inputs.has(PIXEL_VALUES)) {
                    yield ((Vielsprachig) model).embedImages(
                            inputs.tensor(PIXEL_VALUES),
                            inputs.optional(IMAGE_SIZES));
                }
                if (inputs.has(IMAGE_EMBEDS)) {
                    yield ((Vielsprachig) model).projectImages(
                            inputs.tensor(IMAGE_EMBEDS),
                            inputs.optional(IMAGE_SIZES));
                }
                throw new FieldException("Vielsprachig needs the fields [pixel_values] or [image_embeds] of modality image, but there are " + inputs.names());
            }
            case "video" -> ((Vielsprachig) model).embedVideos(inputs.tensor(FRAMES));
            case "audio" -> ((Vielsprachig) model).embedAudio(inputs.tensor(FEATURES));
            default -> throw new IllegalArgumentException("Vielsprachig takes no " + modality + ", only image and video and audio");
        };
    }

    private static final class Info implements ProcessingInfo<Vielsprachig.Info> {
        @Override
        public Optional<ItemSize> sizeWithMostFeatures(Vielsprachig.Info config, String modality) {
            return switch (modality) {
                case "image" -> Optional.of(Vielsprachig.largest(config));
                default -> Optional.empty();
            };
        }

        @Override
        public OptionalInt maxTokensPerItem(Vielsprachig.Info config, String modality,
                int sequenceLength) {
            return switch (modality) {
                case "image" -> OptionalInt.of(Vielsprachig.mostTokens(sequenceLength));
                case "video" -> OptionalInt.of(Vielsprachig.mostVideoTokens(sequenceLength, config));
                default -> OptionalInt.empty();
            };
        }
    }
}
