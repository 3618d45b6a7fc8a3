package io.multimodal4j;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Modality;
import io.multimodal4j.audio.AudioProcessor;
import io.multimodal4j.audio.AudioProcessors;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.image.ImageProcessors;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.MediaReaders;
import io.multimodal4j.model.DummyInputsBuilder;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.processing.ItemPipeline;
import io.multimodal4j.processing.ModelPrompts;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.video.VideoProcessor;
import io.multimodal4j.video.VideoProcessors;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A registration with the configuration that it read, and what it declares, in the float type of the processor. */
record BoundModel<C>(String architecture, ModelRegistration<C> registration, ModelSchema schema, C config) {

    /**
     * Reads a model's configuration: {@code config.json}, with the files of its processors under the effective options. So whatever a model computes
     * from its configuration follows the options of the request.
     */
    static <C> BoundModel<C> bind(
            String architecture,
            ModelRegistration<C> registration,
            DType dtype,
            ModelDirectory directory,
            ProcessorKwargs kwargs) {
        return new BoundModel<>(
                architecture,
                registration,
                registration.schema().withFloats(dtype),
                registration.readConfig(directory.config(kwargs)));
    }

    List<PromptUpdate> promptUpdates() {
        return registration.promptUpdates(config);
    }

    Prompt dummyInputs(Map<String, Integer> counts, Map<String, ItemPipeline<?, ?>> pipelines) {
        Map<String, ItemSize> sizes = new HashMap<>();
        pipelines.forEach(
                (modality, pipeline) -> sizes.put(modality, sizeWithMostFeatures(modality, pipeline.processor())));
        return registration.dummyInputs(config, new DummyInputsBuilder(counts, sizes));
    }

    ItemSize sizeWithMostFeatures(String modality, ItemProcessor<?> processor) {
        return registration.info().sizeWithMostFeatures(config, modality).orElseGet(processor::sizeWithMostFeatures);
    }

    OptionalInt maxTokensPerItem(String modality, int sequenceLength) {
        return registration.info().maxTokensPerItem(config, modality, sequenceLength);
    }

    /** What opens and processes the items of each modality that the model takes. */
    Map<String, ItemPipeline<?, ?>> pipelines(ModelDirectory directory, ProcessorKwargs kwargs, MediaReaders readers) {
        Map<String, ItemPipeline<?, ?>> pipelines = new LinkedHashMap<>();
        for (ModelSchema.ModalitySchema modality : schema().modalities()) {
            pipelines.put(modality.modality(), pipeline(modality.modality(), directory, kwargs, readers));
        }
        return pipelines;
    }

    private ItemPipeline<?, ?> pipeline(
            String modality, ModelDirectory directory, ProcessorKwargs kwargs, MediaReaders readers) {
        if (!Modality.ALL.contains(modality)) {
            throw new ConfigException(
                    "the model " + architecture + " takes " + modality + ", which is none of " + Modality.ALL);
        }
        ConfigNode options = kwargs.overlay(modality, directory.processorConfig(modality));
        return switch (modality) {
            case Modality.IMAGE -> ItemPipeline.images(readers, imageProcessor(options));
            case Modality.VIDEO -> ItemPipeline.videos(readers, videoProcessor(options));
            default -> ItemPipeline.sounds(readers, audioProcessor(options));
        };
    }

    private ImageProcessor imageProcessor(ConfigNode preprocessorConfig) {
        return registration
                .imageProcessor()
                .map(factory -> factory.create(config, preprocessorConfig))
                .orElseGet(() -> ImageProcessors.create(preprocessorConfig));
    }

    private VideoProcessor videoProcessor(ConfigNode preprocessorConfig) {
        return registration
                .videoProcessor()
                .map(factory -> factory.create(config, preprocessorConfig))
                .orElseGet(() -> VideoProcessors.create(preprocessorConfig));
    }

    private AudioProcessor audioProcessor(ConfigNode preprocessorConfig) {
        return registration
                .audioProcessor()
                .map(factory -> factory.create(config, preprocessorConfig))
                .orElseGet(() -> AudioProcessors.create(preprocessorConfig));
    }

    ModelPrompts prompts() {
        return new ModelPrompts(
                registration.info().encoderPrompt(config), registration.info().addsSpecialTokens(config));
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
