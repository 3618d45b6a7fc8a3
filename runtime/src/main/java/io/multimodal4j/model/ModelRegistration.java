package io.multimodal4j.model;

import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is generated for one annotated model class. Implementations are stateless and safe for any number of threads.
 *
 * @param <C> the model's config record
 */
public interface ModelRegistration<C> {

    /**
     * Begins a registration, as generated code does.
     *
     * @param modelClass the model's binary class name
     * @param architectures the {@code architectures} entries that it serves
     * @param <M> the model
     * @param <C> its config record
     * @return a builder
     */
    static <M extends SupportsMultiModal, C> RegistrationBuilder<M, C> builder(
            String modelClass, String... architectures) {
        return new RegistrationBuilder<>(modelClass, List.of(architectures));
    }

    /**
     * What the model declares.
     *
     * @return the schema
     */
    ModelSchema schema();

    /**
     * Reads the parts of {@code config.json} that the model needs.
     *
     * @param config the file's top level
     * @return the config record
     * @throws io.multimodal4j.config.ConfigException if a key is missing or its value is not what the record wants
     */
    C readConfig(ConfigNode config);

    /**
     * The model's prompt updates, bound to its configuration.
     *
     * @param config the config record
     * @return the updates, in the order of declaration
     */
    List<PromptUpdate> promptUpdates(C config);

    /**
     * Builds a prompt of dummy items for memory profiling.
     *
     * @param config the config record
     * @param dummies knows how many items of which size are wanted
     * @return the prompt with its items
     */
    Prompt dummyInputs(C config, DummyInputsBuilder dummies);

    /**
     * What the model says of limits and sizes beyond its schema.
     *
     * @return {@link ProcessingInfo#DERIVED} unless the model declares something
     */
    default ProcessingInfo<? super C> info() {
        return ProcessingInfo.DERIVED;
    }

    /**
     * The model's own image processor.
     *
     * @return empty if it uses the one that its model directory names
     */
    default Optional<ImageProcessorFactory<? super C>> imageProcessor() {
        return Optional.empty();
    }

    /**
     * The model's own video processor.
     *
     * @return empty if it uses the one that its model directory names
     */
    default Optional<VideoProcessorFactory<? super C>> videoProcessor() {
        return Optional.empty();
    }

    /**
     * The model's own feature extractor.
     *
     * @return empty if it uses the one that its model directory names
     */
    default Optional<AudioProcessorFactory<? super C>> audioProcessor() {
        return Optional.empty();
    }

    /**
     * Creates the model.
     *
     * @param config the config record
     * @param context what the application gives to it
     * @return the model
     */
    SupportsMultiModal create(C config, ModelContext context);

    /**
     * Calls the model's encode method for a modality, after checking every field against its declaration.
     *
     * @param model a model that {@link #create} made
     * @param modality the modality's name
     * @param inputs the merged fields of that modality
     * @return what the encode method returned: an embedding per item
     * @throws io.multimodal4j.field.FieldException if a field is not what was declared
     * @throws IllegalArgumentException if the model does not take that modality
     */
    List<Tensor> embed(SupportsMultiModal model, String modality, EncodeInputs inputs);
}
