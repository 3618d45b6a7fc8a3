package io.multimodal4j;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A registration with the configuration that it read. */
record BoundModel<C>(String architecture, ModelRegistration<C> registration, C config) {

    static <C> BoundModel<C> bind(String architecture, ModelRegistration<C> registration, ConfigNode json) {
        return new BoundModel<>(architecture, registration, registration.readConfig(json));
    }

    List<PromptUpdate> promptUpdates() {
        return registration.promptUpdates(config);
    }

    Prompt dummyInputs(Map<String, Integer> counts, ImageProcessor imageProcessor) {
        ItemSize size = sizeWithMostFeatures(Modality.IMAGE, imageProcessor);
        return registration.dummyInputs(config, new DummyInputsBuilder(counts, Map.of(Modality.IMAGE, size)));
    }

    ItemSize sizeWithMostFeatures(String modality, ImageProcessor imageProcessor) {
        return registration
                .info()
                .sizeWithMostFeatures(config, modality)
                .orElseGet(imageProcessor::sizeWithMostFeatures);
    }

    OptionalInt maxTokensPerItem(String modality, int sequenceLength) {
        return registration.info().maxTokensPerItem(config, modality, sequenceLength);
    }

    ImageProcessor imageProcessor(ConfigNode preprocessorConfig) {
        return registration
                .imageProcessor()
                .map(factory -> factory.create(config, preprocessorConfig))
                .orElseGet(() -> ImageProcessors.create(preprocessorConfig));
    }

    int limit(ModelSchema.ModalitySchema modality) {
        return Math.min(
                modality.limit().orElse(Integer.MAX_VALUE),
                registration.info().limit(config, modality.modality()).orElse(Integer.MAX_VALUE));
    }

    SupportsMultiModal create(ModelContext context) {
        return registration.create(config, context);
    }
}
