package io.multimodal4j.testing;

import io.multimodal4j.TestModel;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.media.ImageSize;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelIndex;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.ProcessingInfo;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** A model that conforms, made wrong by overriding one thing. Wide pictures have five tokens, all others four. */
class WrongModel implements ModelRegistration<Integer>, ModelIndex {

    private final TestModel.Registration right = new TestModel.Registration("<image>");

    ModelRegistry registry() {
        return ModelRegistry.of(List.of(this));
    }

    ToIntFunction<ItemInfo> count() {
        return item -> 4 + (item.imageSize().width() > item.imageSize().height() ? 1 : 0);
    }

    OptionalInt maximum() {
        return OptionalInt.empty();
    }

    ImageSize largest() {
        return new ImageSize(56, 28);
    }

    @Override
    public ProcessingInfo<Integer> info() {
        return new ProcessingInfo<>() {
            @Override
            public Optional<ItemSize> sizeWithMostFeatures(Integer config, String modality) {
                return Optional.of(largest());
            }

            @Override
            public OptionalInt maxTokensPerItem(Integer config, String modality, int sequenceLength) {
                return maximum();
            }
        };
    }

    @Override
    public ModelSchema schema() {
        return right.schema();
    }

    @Override
    public Integer readConfig(ConfigNode config) {
        return right.readConfig(config);
    }

    @Override
    public List<PromptUpdate> promptUpdates(Integer config) {
        return List.of(PromptUpdate.replacement("image", "<image>").count(count()));
    }

    @Override
    public Prompt dummyInputs(Integer config, DummyInputsBuilder dummies) {
        return right.dummyInputs(config, dummies);
    }

    @Override
    public SupportsMultiModal create(Integer config, ModelContext context) {
        return right.create(config, context);
    }

    @Override
    public List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs) {
        return right.embed(model, modality, inputs);
    }

    @Override
    public List<String> architectures() {
        return List.of(TestModel.ARCHITECTURE);
    }

    @Override
    public ModelRegistration<?> registration(String architecture) {
        return this;
    }
}
