package io.multimodal4j;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A model wired by hand, as the annotation processor would: wide pictures take one token more. */
public record TestModel(int imageTokens, ModelContext context) implements SupportsMultiModal {

    public static final String ARCHITECTURE = "TestForConditionalGeneration";

    static int imageTokens(int configured, ImageSize size) {
        return configured + (size.width() > size.height() ? 1 : 0);
    }

    List<Tensor> embedImages(Tensor pixelValues) {
        return context.encoder("image").encode(Map.of("pixel_values", pixelValues));
    }

    /** What the processor would generate. */
    public static final class Registration implements ModelRegistration<Integer> {
        private static final FieldSpec PIXEL_VALUES =
                FieldSpec.batched("pixel_values", "image", DType.FLOAT32, "n 3 28 28");
        private final String target;

        public Registration(String target) {
            this.target = target;
        }

        @Override
        public ModelSchema schema() {
            return new ModelSchema(
                    TestModel.class.getName(),
                    List.of(ARCHITECTURE),
                    "",
                    List.of(new ModelSchema.ModalitySchema(
                            "image",
                            OptionalInt.of(4),
                            List.of(PIXEL_VALUES),
                            List.of(List.of("pixel_values")),
                            List.of(ModelSchema.PromptUpdateSpec.replacement(target)))));
        }

        @Override
        public Integer readConfig(ConfigNode config) {
            return config.at("image_seq_length").asInt();
        }

        @Override
        public List<PromptUpdate> promptUpdates(Integer config) {
            return List.of(
                    PromptUpdate.replacement("image", target).count(item -> imageTokens(config, item.imageSize())));
        }

        @Override
        public Prompt dummyInputs(Integer config, DummyInputsBuilder dummies) {
            return dummies.add("image", target).build();
        }

        @Override
        public SupportsMultiModal create(Integer config, ModelContext context) {
            return new TestModel(config, context);
        }

        @Override
        public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
            return ((TestModel) model).embedImages(inputs.tensor(PIXEL_VALUES));
        }
    }

    /** An index of one model. */
    public record Index(String target) implements ModelIndex {

        @Override
        public List<String> architectures() {
            return List.of(ARCHITECTURE);
        }

        @Override
        public ModelRegistration<?> registration(String architecture) {
            return new Registration(target);
        }
    }
}
