package io.multimodal4j.model;

import io.multimodal4j.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Declares a model as the annotation processor does: each thing once, from which schema, prompt updates, dummy inputs and the call of the encode method follow. First what
 * concerns the whole model, then its modalities, then {@link ModalityBuilder#build()}. Not safe for use by several threads.
 *
 * <pre>{@code
 * ModelRegistration<Config> registration = ModelRegistration.<Model, Config>builder("com.acme.Model", "AcmeForConditionalGeneration")
 *         .config(node -> new Config(node.at("image_seq_length").asInt()))
 *         .create((config, context) -> new Model(config))
 *         .modality("image")
 *         .batched("pixel_values", "n 3 336 336")
 *         .encode((model, inputs) -> model.embedImages(inputs.tensor("pixel_values")))
 *         .replacement("<image>")
 *         .count((config, item) -> config.imageTokens())
 *         .build();
 * }</pre>
 *
 * @param <M> the model
 * @param <C> its config record
 */
public final class RegistrationBuilder<M extends SupportsMultiModal, C> {

    private final String modelClass;
    private final List<String> architectures;
    private final List<DeclaredModality<M, C>> modalities = new ArrayList<>();
    private String description = "";
    private @Nullable Function<ConfigNode, C> config;
    private @Nullable BiFunction<C, ModelContext, M> create;
    private Optional<ProcessingInfo<? super C>> info = Optional.empty();
    private Optional<DummyInputs<? super C>> dummyInputs = Optional.empty();
    private Optional<ImageProcessorFactory<? super C>> imageProcessor = Optional.empty();

    RegistrationBuilder(String modelClass, List<String> architectures) {
        this.modelClass = Objects.requireNonNull(modelClass, "modelClass");
        this.architectures = List.copyOf(architectures);
    }

    /**
     * Describes the model.
     *
     * @param text one line
     * @return this
     */
    public RegistrationBuilder<M, C> description(String text) {
        this.description = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Says how {@code config.json} is read.
     *
     * @param reader makes the config record of the file's top level
     * @return this
     */
    public RegistrationBuilder<M, C> config(Function<ConfigNode, C> reader) {
        this.config = Objects.requireNonNull(reader, "reader");
        return this;
    }

    /**
     * Says how the model is created.
     *
     * @param constructor makes a model of its config record and what the application gives to it
     * @return this
     */
    public RegistrationBuilder<M, C> create(BiFunction<C, ModelContext, M> constructor) {
        this.create = Objects.requireNonNull(constructor, "constructor");
        return this;
    }

    /**
     * Sets what the model says of its limits and sizes, in place of what its modalities declare.
     *
     * @param byHand the hand-written part
     * @return this
     */
    public RegistrationBuilder<M, C> info(ProcessingInfo<? super C> byHand) {
        this.info = Optional.of(byHand);
        return this;
    }

    /**
     * Sets the dummy inputs, in place of an item with the most features for each placeholder.
     *
     * @param byHand the hand-written part
     * @return this
     */
    public RegistrationBuilder<M, C> dummyInputs(DummyInputs<? super C> byHand) {
        this.dummyInputs = Optional.of(byHand);
        return this;
    }

    /**
     * Sets the model's own image processor.
     *
     * @param byHand the hand-written part
     * @return this
     */
    public RegistrationBuilder<M, C> imageProcessor(ImageProcessorFactory<? super C> byHand) {
        this.imageProcessor = Optional.of(byHand);
        return this;
    }

    /**
     * Begins a modality.
     *
     * @param name its name
     * @return a builder for it
     */
    public ModalityBuilder<M, C> modality(String name) {
        return new ModalityBuilder<>(this, name);
    }

    void add(DeclaredModality<M, C> modality) {
        modalities.add(modality);
    }

    ModelRegistration<C> build() {
        Function<ConfigNode, C> reader = config;
        BiFunction<C, ModelContext, M> constructor = create;
        if (reader == null || constructor == null) {
            throw new IllegalStateException("nothing says how " + modelClass
                    + (reader == null
                            ? " reads its configuration: call config(...)"
                            : " is created: call create(...)"));
        }
        return new DeclaredRegistration<>(
                new ModelSchema(
                        modelClass,
                        architectures,
                        description,
                        modalities.stream().map(DeclaredModality::schema).toList()),
                modalities,
                reader,
                constructor,
                info.orElseGet(() -> DeclaredInfo.of(modalities)),
                dummyInputs,
                imageProcessor);
    }
}
