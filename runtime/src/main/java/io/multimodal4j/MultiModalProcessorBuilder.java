package io.multimodal4j;

import io.multimodal4j.annotations.Limit;
import io.multimodal4j.config.ConfigNode;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.kernel.KernelBackends;
import io.multimodal4j.media.MediaLimits;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.registry.ModelRegistry;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.tokenizer.HuggingFaceTokenizer;
import io.multimodal4j.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The options with which a model directory is loaded. Not safe for use by several threads. */
public final class MultiModalProcessorBuilder {

    private final Path modelDirectory;
    private final Map<String, Integer> limits = new HashMap<>();
    private String backend = KernelBackends.AUTO;
    private MediaLimits mediaLimits = MediaLimits.DEFAULT;
    private TensorAllocator allocator = new TensorAllocator();
    private Optional<ModelRegistry> registry = Optional.empty();

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
     * Limits the items of a modality in one prompt, below what the model supports.
     *
     * @param modality the modality's name
     * @param items the most items, at least 0
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
     * Sets what media may cost.
     *
     * @param newLimits the limits
     * @return this
     */
    public MultiModalProcessorBuilder mediaLimits(MediaLimits newLimits) {
        this.mediaLimits = Objects.requireNonNull(newLimits, "newLimits");
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

    TensorAllocator allocator() {
        return allocator;
    }

    MediaLimits mediaLimits() {
        return mediaLimits;
    }

    Map<String, Integer> effectiveLimits(BoundModel<?> model) {
        ModelSchema schema = model.schema();
        Map<String, Integer> effective = new HashMap<>();
        for (ModelSchema.ModalitySchema modality : schema.modalities()) {
            effective.put(modality.modality(), Math.min(Limit.DEFAULT_PER_PROMPT, model.limit(modality)));
        }
        limits.forEach((modality, items) -> {
            ModelSchema.ModalitySchema declared = schema.modality(modality)
                    .orElseThrow(() -> new IllegalArgumentException("the limit is for modality '" + modality
                            + "', but the model takes "
                            + schema.modalities().stream()
                                    .map(ModelSchema.ModalitySchema::modality)
                                    .toList()));
            effective.put(modality, Math.min(items, model.limit(declared)));
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
