package io.multimodal4j;

import io.multimodal4j.annotations.Limit;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.field.EncodeInputs;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.MediaLimits;
import io.multimodal4j.model.ModelContext;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.processing.RequestProcessor;
import io.multimodal4j.processing.TokenCounts;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.tokenizer.HuggingFaceTokenizer;
import io.multimodal4j.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

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

    private final BoundModel<?> model;
    private final Tokenizer tokenizer;
    private final ImageProcessor imageProcessor;
    private final KernelBackend kernels;
    private final TensorAllocator allocator;
    private final RequestProcessor requests;

    private MultiModalProcessor(
            Builder options,
            BoundModel<?> model,
            ModelDirectory directory,
            Tokenizer tokenizer,
            KernelBackend kernels) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.kernels = kernels;
        this.allocator = options.allocator;
        this.imageProcessor = model.imageProcessor(directory.imageProcessorConfig());
        this.requests = new RequestProcessor(new RequestProcessor.Parts(
                model.architecture(),
                schema(),
                model.promptUpdates(),
                options.effectiveLimits(schema(), model::limit),
                tokenizer,
                imageProcessor,
                new ImageReader(options.mediaLimits),
                kernels,
                allocator));
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
    public static Builder builder(Path modelDirectory) {
        return new Builder(modelDirectory);
    }

    /** The options with which a model directory is loaded. Not safe for use by several threads. */
    public static final class Builder {

        private final Path modelDirectory;
        private final Map<String, Integer> limits = new HashMap<>();
        private String backend = KernelBackends.AUTO;
        private MediaLimits mediaLimits = MediaLimits.DEFAULT;
        private TensorAllocator allocator = new TensorAllocator();
        private Optional<ModelRegistry> registry = Optional.empty();

        private Builder(Path modelDirectory) {
            this.modelDirectory = Objects.requireNonNull(modelDirectory, "modelDirectory");
        }

        /**
         * Chooses the kernel back end.
         *
         * @param name {@code "auto"} (the default), {@code "java"}, {@code "tvm-cpu"}
         * @return this
         */
        public Builder backend(String name) {
            this.backend = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Limits the items of a modality in one prompt, below what the model supports.
         *
         * @param modality the modality's name
         * @param items the most items, at least 0
         * @return this
         */
        public Builder limit(String modality, int items) {
            if (items < 0) {
                throw new IllegalArgumentException("the limit of modality " + modality + " is negative: " + items);
            }
            limits.put(modality, items);
            return this;
        }

        /**
         * Sets what media may cost.
         *
         * @param newLimits the limits
         * @return this
         */
        public Builder mediaLimits(MediaLimits newLimits) {
            this.mediaLimits = Objects.requireNonNull(newLimits, "newLimits");
            return this;
        }

        /**
         * Sets where tensors come from, to measure several processors together.
         *
         * @param newAllocator the allocator
         * @return this
         */
        public Builder allocator(TensorAllocator newAllocator) {
            this.allocator = Objects.requireNonNull(newAllocator, "newAllocator");
            return this;
        }

        /**
         * Sets the registry in which the architecture is looked up.
         *
         * @param newRegistry the registry; everything on the class path if not set
         * @return this
         */
        public Builder registry(ModelRegistry newRegistry) {
            this.registry = Optional.of(newRegistry);
            return this;
        }

        private Map<String, Integer> effectiveLimits(
                ModelSchema schema, ToIntFunction<ModelSchema.ModalitySchema> supported) {
            Map<String, Integer> effective = new HashMap<>();
            for (ModelSchema.ModalitySchema modality : schema.modalities()) {
                effective.put(modality.modality(), Math.min(Limit.DEFAULT_PER_PROMPT, supported.applyAsInt(modality)));
            }
            limits.forEach((modality, items) -> {
                ModelSchema.ModalitySchema declared = schema.modality(modality)
                        .orElseThrow(() -> new IllegalArgumentException("the limit is for modality '" + modality
                                + "', but the model takes "
                                + schema.modalities().stream()
                                        .map(ModelSchema.ModalitySchema::modality)
                                        .toList()));
                effective.put(modality, Math.min(items, supported.applyAsInt(declared)));
            });
            return effective;
        }

        /**
         * Loads the model directory.
         *
         * @return the processor; the caller closes it
         * @throws io.multimodal4j.config.ConfigException if a file is missing or wrong
         * @throws io.multimodal4j.registry.RegistryException if no model is registered for its architecture
         * @throws IllegalArgumentException if an option is wrong
         * @throws IllegalStateException if the chosen back end cannot run here
         */
        public MultiModalProcessor load() {
            ModelDirectory directory = new ModelDirectory(modelDirectory);
            ConfigNode config = directory.config();
            ModelRegistry models = registry.orElseGet(ModelRegistry::load);
            String architecture = models.firstRegistered(ModelDirectory.architectures(config));
            BoundModel<?> model = BoundModel.bind(architecture, models.registration(architecture), config);
            Tokenizer tokenizer = HuggingFaceTokenizer.load(directory.tokenizer());
            try {
                KernelBackend kernels = KernelBackends.open(backend);
                try {
                    return new MultiModalProcessor(this, model, directory, tokenizer, kernels);
                } catch (Throwable e) {
                    kernels.close();
                    throw e;
                }
            } catch (Throwable e) {
                tokenizer.close();
                throw e;
            }
        }
    }

    /**
     * Processes a request.
     *
     * @param prompt the prompt and its media
     * @return what an engine needs; the caller closes it
     * @throws io.multimodal4j.prompt.PromptException if the prompt and its media do not fit together
     * @throws io.multimodal4j.media.MediaException if a media item cannot be used
     */
    public ProcessedInputs apply(Prompt prompt) {
        return requests.apply(prompt);
    }

    /**
     * Counts the tokens of a request without decoding its media.
     *
     * @param prompt the prompt and its media
     * @return the tokens that {@link #apply} would give
     * @throws io.multimodal4j.prompt.PromptException if the prompt and its media do not fit together
     * @throws io.multimodal4j.media.MediaException if a media item cannot be used
     */
    public TokenCounts count(Prompt prompt) {
        return requests.count(prompt);
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
        return model.dummyInputs(counts, imageProcessor);
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
        OptionalInt declared = model.maxTokensPerItem(modality, sequenceLength);
        return declared.isPresent()
                ? declared.getAsInt()
                : requests.embeddings(model.sizeWithMostFeatures(modality, imageProcessor));
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
        return requests.limit(modality);
    }

    private void requireTaken(String modality) {
        if (schema().modality(modality).isEmpty()) {
            throw new IllegalArgumentException("the model " + architecture() + " takes no " + modality);
        }
    }

    /**
     * Tokenizes a prompt as {@link #apply} does, but leaves its placeholders as they are. The result, given as {@link Prompt#ofTokenIds token ids} with the same
     * media, is the same request.
     *
     * @param prompt the prompt; its media are not looked at
     * @return the token ids
     */
    public int[] tokenize(Prompt prompt) {
        return requests.tokenize(prompt);
    }

    /**
     * What makes the fields of this model's pictures, to ask which sizes it takes and what they become.
     *
     * @return the image processor, safe for any number of threads
     */
    public ImageProcessor imageProcessor() {
        return imageProcessor;
    }

    /**
     * Creates the model class itself, for an engine that calls its encode methods.
     *
     * @param context what the application gives to the model
     * @return the model
     */
    public SupportsMultiModal createModel(ModelContext context) {
        return model.create(context);
    }

    /**
     * Calls the model's encode method for one modality of a processed request, and checks what it returns against the placeholders.
     *
     * @param created a model that {@link #createModel} made
     * @param inputs a request that this processor processed
     * @param modality a modality of which the request has items
     * @return an embedding per item, in the order of the items; the caller closes them
     * @throws io.multimodal4j.field.FieldException if a field is not what was declared, or the encoder's result does not fit the placeholders
     */
    public List<Tensor> embed(SupportsMultiModal created, ProcessedInputs inputs, String modality) {
        Map<String, Tensor> merged = new HashMap<>();
        inputs.fields().forEach((name, field) -> {
            if (field.spec().modality().equals(modality)) {
                merged.put(name, field.tensor());
            }
        });
        List<Tensor> embeddings = model.registration().embed(created, modality, new EncodeInputs(merged));
        List<PlaceholderRange> ranges = inputs.placeholders().getOrDefault(modality, List.of());
        EmbeddingCheck.check(modality, embeddings, ranges);
        return embeddings;
    }

    /**
     * What the model declares.
     *
     * @return the schema
     */
    public ModelSchema schema() {
        return model.registration().schema();
    }

    /**
     * The model's architecture.
     *
     * @return the entry of {@code config.json}
     */
    public String architecture() {
        return model.architecture();
    }

    /**
     * The kernel back end in use.
     *
     * @return its name
     */
    public String backend() {
        return kernels.name();
    }

    /**
     * Where the tensors of this processor come from, to measure its memory.
     *
     * @return the allocator
     */
    public TensorAllocator allocator() {
        return allocator;
    }

    /** Returns the tokenizer and the back end; what was processed stays usable. Closing twice does nothing. */
    @Override
    public void close() {
        tokenizer.close();
        kernels.close();
    }
}
