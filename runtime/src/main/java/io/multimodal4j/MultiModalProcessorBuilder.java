package io.multimodal4j;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Limit;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.config.ProcessorKwargs;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.media.ImageLoading;
import io.multimodal4j.media.MediaPolicy;
import io.multimodal4j.media.MediaReaders;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.processing.ItemLimits;
import io.multimodal4j.processing.ProcessingListener;
import io.multimodal4j.processing.ProcessingServices;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.template.ChatTemplate;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.tokenizer.HuggingFaceTokenizer;
import io.multimodal4j.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** The options with which a model directory is loaded. Not safe for use by several threads. */
public final class MultiModalProcessorBuilder {

    private final Path modelDirectory;
    private final Map<String, Integer> limits = new HashMap<>();
    private String backend = KernelBackends.AUTO;
    private MediaPolicy mediaPolicy = MediaPolicy.DEFAULT;
    private ImageLoading imageLoading = ImageLoading.DEFAULT;
    private TensorAllocator allocator = new TensorAllocator();
    private Optional<ModelRegistry> registry = Optional.empty();
    private ProcessorKwargs processorKwargs = ProcessorKwargs.NONE;
    private Optional<MultiModalCache> cache = Optional.empty();
    private Optional<Executor> executor = Optional.empty();
    private ProcessingListener listener = ProcessingListener.NONE;
    private DType dtype = DType.FLOAT32;
    private Optional<ChatTemplate> chatTemplate = Optional.empty();
    private boolean chats = true;

    MultiModalProcessorBuilder(Path modelDirectory) {
        this.modelDirectory = Objects.requireNonNull(modelDirectory, "modelDirectory");
    }

    /**
     * Chooses the kernel back end.
     *
     * @param name {@code "auto"} (the default), {@code "java"}, {@code "tvm-cpu"}
     * @return this
     */
    public MultiModalProcessorBuilder backend(String name) {
        this.backend = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Limits the items of a modality in one prompt.
     *
     * @param modality the modality's name
     * @param items the most items, at least 0 and at most what the model supports; {@link #load()} fails otherwise
     * @return this
     */
    public MultiModalProcessorBuilder limit(String modality, int items) {
        if (items < 0) {
            throw new IllegalArgumentException("the limit of modality " + modality + " is negative: " + items);
        }
        limits.put(modality, items);
        return this;
    }

    /**
     * Sets what media may be read, and what it may cost.
     *
     * @param newPolicy the policy
     * @return this
     */
    public MultiModalProcessorBuilder mediaPolicy(MediaPolicy newPolicy) {
        this.mediaPolicy = Objects.requireNonNull(newPolicy, "newPolicy");
        return this;
    }

    /**
     * Sets how the pixels of pictures become RGB where loaders differ.
     *
     * @param newLoading the rule; vLLM's if not set
     * @return this
     */
    public MultiModalProcessorBuilder imageLoading(ImageLoading newLoading) {
        this.imageLoading = Objects.requireNonNull(newLoading, "newLoading");
        return this;
    }

    /**
     * Sets where tensors come from, to measure several processors together.
     *
     * @param newAllocator the allocator
     * @return this
     */
    public MultiModalProcessorBuilder allocator(TensorAllocator newAllocator) {
        this.allocator = Objects.requireNonNull(newAllocator, "newAllocator");
        return this;
    }

    /**
     * Sets the registry in which the architecture is looked up.
     *
     * @param newRegistry the registry; everything on the class path if not set
     * @return this
     */
    public MultiModalProcessorBuilder registry(ModelRegistry newRegistry) {
        this.registry = Optional.of(newRegistry);
        return this;
    }

    /**
     * Lays options over {@code preprocessor_config.json}, as {@code --mm-processor-kwargs} in vLLM. A prompt may lay its own over these.
     *
     * @param kwargs the options
     * @return this
     */
    public MultiModalProcessorBuilder processorKwargs(ProcessorKwargs kwargs) {
        this.processorKwargs = Objects.requireNonNull(kwargs, "kwargs");
        return this;
    }

    /**
     * Sets where processed items are kept for requests to come.
     *
     * @param newCache the cache, which stays the caller's and may be shared with other processors; none if not set
     * @return this
     */
    public MultiModalProcessorBuilder cache(MultiModalCache newCache) {
        this.cache = Optional.of(newCache);
        return this;
    }

    /**
     * Sets what processes the items of a request beside the thread that asks for it.
     *
     * @param newExecutor the executor, which stays the caller's, of platform or virtual threads; if not set, the request's thread processes them one by one
     * @return this
     */
    public MultiModalProcessorBuilder executor(Executor newExecutor) {
        this.executor = Optional.of(newExecutor);
        return this;
    }

    /**
     * Sets who is told of every request.
     *
     * @param newListener the listener
     * @return this
     */
    public MultiModalProcessorBuilder listener(ProcessingListener newListener) {
        this.listener = Objects.requireNonNull(newListener, "newListener");
        return this;
    }

    /**
     * Sets the type of all float fields: that of the weights, for which they are rounded once, to nearest even, after everything was computed in float32 or finer. It is part of
     * {@link MultiModalProcessor#schema()} and of the keys of items.
     *
     * @param newDtype float32, which is what Hugging Face's processors give and the default, or bfloat16 or float16
     * @return this
     * @throws IllegalArgumentException if it is another
     */
    public MultiModalProcessorBuilder dtype(DType newDtype) {
        if (newDtype != DType.FLOAT32 && !newDtype.isHalfPrecision()) {
            throw new IllegalArgumentException(
                    "float fields are float32, bfloat16 or float16, not " + newDtype.typeName());
        }
        this.dtype = newDtype;
        return this;
    }

    /**
     * Sets the chat template, in place of the model directory's.
     *
     * @param template the template
     * @return this
     */
    public MultiModalProcessorBuilder chatTemplate(ChatTemplate template) {
        this.chatTemplate = Optional.of(template);
        return this;
    }

    /**
     * Leaves the model directory's chat template unread, for applications that have no chats: {@link #load()} then does not fail on one that is not supported.
     *
     * @return this
     */
    public MultiModalProcessorBuilder withoutChatTemplate() {
        this.chats = false;
        return this;
    }

    private Optional<ChatTemplate> readChatTemplate() {
        if (!chats) {
            return Optional.empty();
        }
        return chatTemplate.isPresent() ? chatTemplate : ChatTemplate.find(modelDirectory);
    }

    /** The application's limits within the model's; one that is above is a mistake that would otherwise show at the first large request. */
    private ItemLimits effectiveLimits(BoundModel<?> model) {
        Map<String, Integer> supported = new HashMap<>();
        Map<String, Integer> effective = new HashMap<>();
        for (ModelSchema.ModalitySchema modality : model.schema().modalities()) {
            int most = model.limit(modality);
            supported.put(modality.modality(), most);
            effective.put(modality.modality(), Math.min(Limit.DEFAULT_PER_PROMPT, most));
        }
        limits.forEach((modality, items) -> {
            Integer most = supported.get(modality);
            if (most == null) {
                throw new IllegalArgumentException("the limit is for modality '" + modality + "', but the model takes "
                        + model.schema().modalities().stream()
                                .map(ModelSchema.ModalitySchema::modality)
                                .toList());
            }
            if (items > most) {
                throw new IllegalArgumentException("the limit of modality " + modality + " is " + items
                        + ", but the model " + model.architecture() + " supports at most " + most);
            }
            effective.put(modality, items);
        });
        return new ItemLimits(model.architecture(), model.schema(), effective, supported);
    }

    /**
     * Loads the model directory.
     *
     * @return the processor; the caller closes it
     * @throws io.multimodal4j.config.ConfigException if a file is missing or wrong
     * @throws io.multimodal4j.registry.RegistryException if no model is registered for its architecture
     * @throws IllegalArgumentException if an option is wrong
     * @throws IllegalStateException if the chosen back end cannot run here
     * @throws io.multimodal4j.template.TemplateException if the model directory has a chat template that uses what is not supported
     */
    public MultiModalProcessor load() {
        ModelDirectory directory = new ModelDirectory(modelDirectory);
        Optional<ChatTemplate> template = readChatTemplate();
        ModelRegistry models = registry.orElseGet(ModelRegistry::load);
        String architecture = models.firstRegistered(ModelDirectory.architectures(directory.config()));
        ModelRegistration<?> registration = models.registration(architecture);
        Tokenizer tokenizer = HuggingFaceTokenizer.load(directory.tokenizer(), placeholders(registration.schema()));
        try {
            KernelBackend kernels = KernelBackends.open(backend);
            try {
                ProcessingServices services =
                        new ProcessingServices(tokenizer, kernels, allocator, cache, executor, listener);
                ModelVariants variants = new ModelVariants(
                        architecture,
                        registration,
                        dtype,
                        directory,
                        new MediaReaders(mediaPolicy, imageLoading),
                        processorKwargs,
                        this::effectiveLimits,
                        services);
                return new MultiModalProcessor(architecture, registration, variants, services, template);
            } catch (Throwable e) {
                kernels.close();
                throw e;
            }
        } catch (Throwable e) {
            tokenizer.close();
            throw e;
        }
    }

    /** What text of a user must not produce even where the tokenizer does not call it special. */
    private static Set<String> placeholders(ModelSchema schema) {
        return schema.modalities().stream()
                .flatMap(modality -> modality.promptUpdates().stream())
                .map(ModelSchema.PromptUpdateSpec::target)
                .filter(target -> !target.isEmpty())
                .collect(Collectors.toSet());
    }
}
