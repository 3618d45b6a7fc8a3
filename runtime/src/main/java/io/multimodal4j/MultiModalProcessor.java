package io.multimodal4j;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.engine.EmbeddingMerger;
import io.multimodal4j.engine.EncoderBudget;
import io.multimodal4j.engine.EncoderRunner;
import io.multimodal4j.engine.MultiModalFeature;
import io.multimodal4j.engine.SchedulerLimits;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.media.MediaItem;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.processing.ProcessingServices;
import io.multimodal4j.processing.RequestControl;
import io.multimodal4j.processing.TokenCounts;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.template.ChatMessage;
import io.multimodal4j.template.ChatOptions;
import io.multimodal4j.template.ChatTemplate;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns prompts with media into what an engine needs, for one model: token ids with expanded placeholders, placeholder ranges, tensors, hashes.
 *
 * <p>Loaded from a Hugging Face model directory as it is. Holds the tokenizer and the kernel back end, which {@link #close()} returns. One
 * processor serves any number of threads.
 *
 * <pre>{@code
 * try (var processor = MultiModalProcessor.load(Path.of("llava-1.5-7b-hf"));
 *         var inputs = processor.apply(Prompt.of("USER: <image>\nWhat is this? ASSISTANT:").withImage(Path.of("cat.jpg")))) {
 *   inputs.promptTokenIds();
 *   inputs.placeholders();
 *   inputs.fields();
 *   inputs.hashes();
 * }
 * }</pre>
 */
public final class MultiModalProcessor implements AutoCloseable {

    private final String architecture;
    private final ModelRegistration<?> registration;
    private final ModelVariants variants;
    private final ProcessingServices services;
    private final Optional<ChatTemplate> chatTemplate;

    MultiModalProcessor(
            String architecture,
            ModelRegistration<?> registration,
            ModelVariants variants,
            ProcessingServices services,
            Optional<ChatTemplate> chatTemplate) {
        this.architecture = architecture;
        this.registration = registration;
        this.variants = variants;
        this.services = services;
        this.chatTemplate = chatTemplate;
    }

    /**
     * Loads a model directory with the default options.
     *
     * @param modelDirectory holds {@code config.json}, {@code preprocessor_config.json} and {@code tokenizer.json}
     * @return the processor; the caller closes it
     * @throws io.multimodal4j.config.ConfigException if a file is missing or wrong
     * @throws io.multimodal4j.registry.RegistryException if no model is registered for its architecture
     */
    public static MultiModalProcessor load(Path modelDirectory) {
        return builder(modelDirectory).load();
    }

    /**
     * Starts to load a model directory with other options.
     *
     * @param modelDirectory holds {@code config.json}, {@code preprocessor_config.json} and {@code tokenizer.json}
     * @return a builder
     */
    public static MultiModalProcessorBuilder builder(Path modelDirectory) {
        return new MultiModalProcessorBuilder(modelDirectory);
    }

    /**
     * Makes a prompt of a conversation with the model's chat template, ready for an answer.
     *
     * @param messages the messages
     * @return the prompt, for {@link #apply} or {@link #count}
     * @throws io.multimodal4j.template.ChatException if the conversation cannot be used
     * @throws io.multimodal4j.template.TemplateException if the template does not take this conversation
     * @throws ConfigException if the model has no chat template
     */
    public Prompt chatPrompt(List<ChatMessage> messages) {
        return chatPrompt(
                messages, ChatOptions.builder().addGenerationPrompt(true).build(), List.of());
    }

    /**
     * Makes a prompt of a conversation with the model's chat template. What messages say stays text, whatever it looks like; placeholders of media are those that the template
     * writes, or for templates that take strings the model's own, a line each, unless the options say otherwise.
     *
     * @param messages the messages
     * @param options how they are rendered
     * @param attached the items that the messages do not hold, in the order of their parts
     * @return the prompt, for {@link #apply} or {@link #count}
     * @throws io.multimodal4j.template.ChatException if the conversation cannot be used
     * @throws io.multimodal4j.template.TemplateException if the template does not take this conversation
     * @throws ConfigException if the model has no chat template
     */
    public Prompt chatPrompt(List<ChatMessage> messages, ChatOptions options, List<? extends MediaItem> attached) {
        ChatTemplate template = chatTemplate.orElseThrow(() -> new ConfigException("the model " + architecture
                + " was loaded without a chat template; give one with MultiModalProcessorBuilder.chatTemplate"));
        return template.render(messages, options.orMediaPlaceholder(this::placeholder))
                .prompt(attached);
    }

    /** What stands for an item in a text: nothing if its place is not said by a text. */
    private String placeholder(String modality, int number) {
        BoundModel<?> model = variants.standard().model();
        return model.promptUpdates().stream()
                .filter(update -> update.modality().equals(modality))
                .filter(update -> update.insertionPoint().isEmpty()
                        && model.prompts().encoderPrompt().isEmpty())
                .findFirst()
                .map(update -> update.target(number - 1))
                .orElse("");
    }

    /**
     * The chat template, to render conversations without making prompts of them.
     *
     * @return empty if the model directory has none
     */
    public Optional<ChatTemplate> chatTemplate() {
        return chatTemplate;
    }

    /**
     * Processes a request.
     *
     * @param prompt the prompt and its media
     * @return what an engine needs; the caller closes it
     * @throws io.multimodal4j.prompt.PromptException if the prompt and its media do not fit together
     * @throws io.multimodal4j.media.MediaException if a media item cannot be used
     * @throws io.multimodal4j.config.ConfigException if the prompt's processor options are unknown or wrong
     */
    public ProcessedInputs apply(Prompt prompt) {
        return apply(prompt, RequestControl.unlimited());
    }

    /**
     * Processes a request that may be given up.
     *
     * @param prompt the prompt and its media
     * @param control the caller's hold on the request
     * @return what an engine needs; the caller closes it
     * @throws io.multimodal4j.prompt.PromptException if the prompt and its media do not fit together
     * @throws io.multimodal4j.media.MediaException if a media item cannot be used
     * @throws io.multimodal4j.config.ConfigException if the prompt's processor options are unknown or wrong
     * @throws io.multimodal4j.processing.ProcessingCancelledException if the request was given up
     */
    public ProcessedInputs apply(Prompt prompt, RequestControl control) {
        return variants.of(prompt.processorKwargs()).requests().apply(prompt, control);
    }

    /**
     * Counts the tokens of a request without decoding its media.
     *
     * @param prompt the prompt and its media
     * @return the tokens that {@link #apply} would give
     * @throws io.multimodal4j.prompt.PromptException if the prompt and its media do not fit together
     * @throws io.multimodal4j.media.MediaException if a media item cannot be used
     * @throws io.multimodal4j.config.ConfigException if the prompt's processor options are unknown or wrong
     */
    public TokenCounts count(Prompt prompt) {
        return variants.of(prompt.processorKwargs()).requests().count(prompt);
    }

    /**
     * Builds the prompt with which an engine measures the memory of the worst case: dummy items of the size with the most features.
     *
     * @param counts how many items of each modality; missing means none
     * @return the prompt, for {@link #apply}
     * @throws IllegalArgumentException if the model does not take a modality, or a count is negative
     */
    public Prompt dummyInputs(Map<String, Integer> counts) {
        counts.forEach((modality, items) -> {
            if (schema().modality(modality).isEmpty() || items < 0) {
                throw new IllegalArgumentException(
                        items + " dummy items of modality '" + modality + "' were asked for, but the model "
                                + architecture() + " takes "
                                + schema().modalities().stream()
                                        .map(ModelSchema.ModalitySchema::modality)
                                        .toList());
            }
        });
        ModelVariant variant = variants.standard();
        return variant.model().dummyInputs(counts, variant.pipelines());
    }

    /**
     * The most tokens with embeddings that one item can become: what the model declares, or else the count of the size with the most features.
     *
     * @param modality a modality that the model takes
     * @param sequenceLength the longest sequence, in tokens, for models whose maximum depends on it
     * @return the tokens
     * @throws IllegalArgumentException if the model does not take the modality
     */
    public int maxTokensPerItem(String modality, int sequenceLength) {
        requireTaken(modality);
        ModelVariant variant = variants.standard();
        OptionalInt declared = variant.model().maxTokensPerItem(modality, sequenceLength);
        return declared.isPresent()
                ? declared.getAsInt()
                : variant.requests()
                        .embeddings(modality, variant.model().sizeWithMostFeatures(modality, itemProcessor(modality)));
    }

    /**
     * The most items of a modality that one prompt may carry: the model's limit or the application's, whichever is lower.
     *
     * @param modality a modality that the model takes
     * @return the limit, at least 0
     * @throws IllegalArgumentException if the model does not take the modality
     */
    public int limit(String modality) {
        requireTaken(modality);
        return variants.standard().requests().limit(modality);
    }

    private void requireTaken(String modality) {
        if (schema().modality(modality).isEmpty()) {
            throw new IllegalArgumentException("the model " + architecture() + " takes no " + modality);
        }
    }

    /**
     * Tokenizes a prompt as {@link #apply} does, but leaves its placeholders as they are. The result, given as {@link Prompt#ofTokenIds token ids} with the same
     * media, is the same request, unless text of a user has what looks like a placeholder.
     *
     * @param prompt the prompt; its media are not looked at
     * @return the token ids
     */
    public int[] tokenize(Prompt prompt) {
        return variants.of(prompt.processorKwargs()).requests().tokenize(prompt);
    }

    /**
     * What makes the fields of this model's items, to ask which sizes it takes and what they become.
     *
     * @param modality a modality that the model takes
     * @return the processor, safe for any number of threads
     * @throws IllegalArgumentException if the model does not take the modality
     */
    public ItemProcessor<?> itemProcessor(String modality) {
        requireTaken(modality);
        return Objects.requireNonNull(variants.standard().pipelines().get(modality))
                .processor();
    }

    /**
     * What makes the fields of this model's pictures.
     *
     * @return the image processor, safe for any number of threads
     * @throws IllegalArgumentException if the model takes no pictures
     */
    public ImageProcessor imageProcessor() {
        return (ImageProcessor) itemProcessor(Modality.IMAGE);
    }

    /**
     * Creates the model class itself, for an engine that calls its encode methods.
     *
     * @param context what the application gives to the model
     * @return the model
     */
    public SupportsMultiModal createModel(ModelContext context) {
        return variants.standard().model().create(context);
    }

    /**
     * Calls the model's encode method for one modality of a processed request, and checks what it returns against the placeholders. For several requests together see
     * {@link #encoderRunner}.
     *
     * @param created a model that {@link #createModel} made
     * @param inputs a request that this processor processed
     * @param modality a modality of which the request has items
     * @return an embedding per item, in the order of the items; the caller closes them
     * @throws io.multimodal4j.field.FieldException if a field is not what was declared, or the encoder's result does not fit the placeholders
     */
    public List<Tensor> embed(SupportsMultiModal created, ProcessedInputs inputs, String modality) {
        return encoderRunner(created).embed(MultiModalFeature.of(inputs, modality));
    }

    /**
     * What an engine encodes the items of many requests with, in batches.
     *
     * @param created a model that {@link #createModel} made
     * @return the runner
     */
    public EncoderRunner encoderRunner(SupportsMultiModal created) {
        return new EncoderRunner(registration, created, services.allocator());
    }

    /**
     * What an engine puts the items' embeddings into its input with.
     *
     * @return the merger, which works on this processor's back end and until it is closed
     */
    public EmbeddingMerger embeddingMerger() {
        return new EmbeddingMerger(services.kernels(), services.allocator());
    }

    /**
     * How much an engine may encode in one step and keep in its encoder cache. Computed from {@link #maxTokensPerItem} and {@link #limit}: no item is made, decoded or
     * processed.
     *
     * @param scheduler the engine's configuration
     * @return the budget
     * @throws IllegalArgumentException if items must be scheduled whole and one does not fit into a step
     */
    public EncoderBudget encoderBudget(SchedulerLimits scheduler) {
        Map<String, EncoderBudget.Demand> demands = new HashMap<>();
        for (ModelSchema.ModalitySchema declared : schema().modalities()) {
            String modality = declared.modality();
            demands.put(
                    modality,
                    new EncoderBudget.Demand(maxTokensPerItem(modality, scheduler.maxModelLen()), limit(modality)));
        }
        return EncoderBudget.of(scheduler, demands);
    }

    /**
     * What the model declares, with float fields in the type that the processor was loaded for.
     *
     * @return the schema
     */
    public ModelSchema schema() {
        return variants.standard().model().schema();
    }

    /**
     * The model's architecture.
     *
     * @return the entry of {@code config.json}
     */
    public String architecture() {
        return architecture;
    }

    /**
     * The kernel back end in use.
     *
     * @return its name
     */
    public String backend() {
        return services.kernels().name();
    }

    /**
     * Where the tensors of this processor come from, to measure its memory.
     *
     * @return the allocator
     */
    public TensorAllocator allocator() {
        return services.allocator();
    }

    /** Returns the tokenizer and the back end; what was processed stays usable. Closing twice does nothing. */
    @Override
    public void close() {
        services.tokenizer().close();
        services.kernels().close();
    }
}
