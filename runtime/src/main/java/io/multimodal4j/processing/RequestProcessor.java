package io.multimodal4j.processing;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.image.ImageProcessor;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.ImageItem;
import io.multimodal4j.media.ImageReader;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.OpenedImage;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.prompt.ContentResolver;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.prompt.PromptExpander;
import io.multimodal4j.prompt.PromptTokenizer;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.prompt.ResolvedContent;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes requests through the stages for one loaded model. Everything that can fail on the prompt fails before the first picture is decoded; a request that
 * fails gives back all its memory. Immutable, safe for any number of threads.
 */
public final class RequestProcessor {

    private final String architecture;
    private final ModelSchema schema;
    private final List<PromptUpdate> updates;
    private final ContentResolver resolver;
    private final Map<String, Integer> limits;
    private final PromptExpander expander;
    private final PromptTokenizer tokenizer;
    private final ImageProcessor imageProcessor;
    private final ImageReader reader;
    private final ItemHasher hasher;
    private final KernelBackend kernels;
    private final TensorAllocator allocator;

    /**
     * What a loaded model consists of.
     *
     * @param architecture the model's architecture
     * @param schema what it declares
     * @param updates its prompt updates
     * @param limits the most items per prompt, by modality
     * @param tokenizer its tokenizer
     * @param imageProcessor its image processor
     * @param reader reads pictures
     * @param kernels what computes
     * @param allocator where tensors come from
     */
    public record Parts(
            String architecture,
            ModelSchema schema,
            List<PromptUpdate> updates,
            Map<String, Integer> limits,
            Tokenizer tokenizer,
            ImageProcessor imageProcessor,
            ImageReader reader,
            KernelBackend kernels,
            TensorAllocator allocator) {}

    /**
     * A processor for one model.
     *
     * @param parts what it consists of
     * @throws io.multimodal4j.config.ConfigException if the parts do not fit together
     */
    public RequestProcessor(Parts parts) {
        this.architecture = parts.architecture();
        this.schema = parts.schema();
        this.updates = List.copyOf(parts.updates());
        this.resolver = new ContentResolver(parts.tokenizer());
        this.limits = Map.copyOf(parts.limits());
        this.expander = new PromptExpander(updates, resolver);
        this.tokenizer = new PromptTokenizer(parts.tokenizer(), resolver, updates);
        this.imageProcessor = parts.imageProcessor();
        this.reader = parts.reader();
        this.hasher = new ItemHasher(architecture, imageProcessor.optionsKey());
        this.kernels = parts.kernels();
        this.allocator = parts.allocator();
        PartsCheck.check(parts, resolver);
    }

    /**
     * Processes a request.
     *
     * @param prompt the prompt and its media
     * @return what an engine needs; the caller closes it
     * @throws PromptException if the prompt and its media do not fit together
     * @throws io.multimodal4j.media.MediaException if a media item cannot be used
     */
    public ProcessedInputs apply(Prompt prompt) {
        StageClock clock = new StageClock();
        List<OpenedImage> pictures = clock.decode(() -> open(prompt));
        int[] ids = clock.tokenize(() -> tokenizer.tokenize(prompt));
        PromptExpander.Expansion expansion = clock.expand(() -> expander.expand(ids, contents(pictures)));
        List<Tensor> owned = new ArrayList<>();
        try {
            Map<String, ProcessedField> fields = processImages(pictures, owned, clock);
            Map<String, List<String>> hashes = pictures.isEmpty()
                    ? Map.of()
                    : Map.of(
                            Modality.IMAGE, pictures.stream().map(hasher::image).toList());
            return new ProcessedInputs(
                    architecture,
                    expansion.tokenIds(),
                    expansion.placeholders(),
                    fields,
                    hashes,
                    clock.timings(),
                    owned);
        } catch (Throwable e) {
            owned.forEach(Tensor::close);
            throw e;
        }
    }

    /**
     * Counts the tokens of a request from the headers of its media.
     *
     * @param prompt the prompt and its media
     * @return the tokens that {@link #apply} would give
     * @throws PromptException if the prompt and its media do not fit together
     * @throws io.multimodal4j.media.MediaException if a media item cannot be used
     */
    public TokenCounts count(Prompt prompt) {
        List<OpenedImage> pictures = open(prompt);
        PromptExpander.Expansion expansion = expander.expand(tokenizer.tokenize(prompt), contents(pictures));
        Map<String, List<Integer>> items = new LinkedHashMap<>();
        expansion
                .placeholders()
                .forEach((modality, ranges) -> items.put(
                        modality, ranges.stream().map(PlaceholderRange::embeds).toList()));
        return new TokenCounts(architecture, items, expansion.tokenIds().length);
    }

    /**
     * Tokenizes a prompt without expanding its placeholders.
     *
     * @param prompt the prompt
     * @return its token ids
     */
    public int[] tokenize(Prompt prompt) {
        return tokenizer.tokenize(prompt);
    }

    /**
     * The embeddings of one picture that is alone in its prompt.
     *
     * @param size the picture's size
     * @return the number of embeddings
     */
    public int embeddings(ItemSize size) {
        return resolver.resolve(imageUpdate().content(new ItemInfo(size, 0, 1))).embeds();
    }

    /**
     * The most items of a modality in one prompt.
     *
     * @param modality a modality that the model takes
     * @return the limit
     */
    public int limit(String modality) {
        return limits.getOrDefault(
                modality, schema.modality(modality).orElseThrow().defaultLimit());
    }

    private PromptUpdate imageUpdate() {
        return updates.stream()
                .filter(candidate -> candidate.modality().equals(Modality.IMAGE))
                .findFirst()
                .orElseThrow();
    }

    private List<OpenedImage> open(Prompt prompt) {
        requireWithinLimits(Modality.IMAGE, prompt.images().size());
        List<OpenedImage> pictures = new ArrayList<>();
        for (ImageItem item : prompt.images()) {
            pictures.add(reader.open(item));
        }
        return pictures;
    }

    private void requireWithinLimits(String modality, int given) {
        if (given == 0) {
            return;
        }
        ModelSchema.ModalitySchema declared = schema.modality(modality)
                .orElseThrow(() -> new PromptException(
                        "the model " + architecture + " takes no " + modality + ", but " + given + " were given"));
        int limit = limit(modality);
        if (given > limit) {
            boolean raisable = declared.limit().isEmpty() || declared.limit().getAsInt() > limit;
            throw new PromptException("at most " + limit + " " + modality + (limit == 1 ? "" : "s")
                    + " may be given in one prompt, got " + given + "; give fewer"
                    + (raisable ? " or raise the limit of modality " + modality : ": the model supports no more"));
        }
    }

    private Map<String, List<ResolvedContent>> contents(List<OpenedImage> pictures) {
        if (pictures.isEmpty()) {
            return Map.of();
        }
        PromptUpdate update = imageUpdate();
        List<ResolvedContent> contents = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            ItemInfo item = new ItemInfo(pictures.get(i).size(), i, pictures.size());
            contents.add(resolver.resolve(update.content(item)));
        }
        return Map.of(Modality.IMAGE, contents);
    }

    private Map<String, ProcessedField> processImages(
            List<OpenedImage> pictures, List<Tensor> owned, StageClock clock) {
        if (pictures.isEmpty()) {
            return Map.of();
        }
        Map<String, ProcessedField> fields = allocate(pictures, owned);
        for (int i = 0; i < pictures.size(); i++) {
            OpenedImage picture = pictures.get(i);
            int item = i;
            Map<String, Tensor> targets = new LinkedHashMap<>();
            fields.forEach((name, field) -> targets.put(name, field.items().get(item)));
            try (Tensor pixels = clock.decode(() -> picture.decode(allocator))) {
                clock.preprocess(() -> imageProcessor.process(pixels, targets, kernels, allocator));
            }
        }
        return fields;
    }

    private Map<String, ProcessedField> allocate(List<OpenedImage> pictures, List<Tensor> owned) {
        List<List<ImageProcessor.Output>> outputs =
                pictures.stream().map(p -> imageProcessor.outputs(p.size())).toList();
        Map<String, ProcessedField> fields = new LinkedHashMap<>();
        schema.modality(Modality.IMAGE).orElseThrow().fields().forEach(spec -> {
            int position = imageProcessor.fieldNames().indexOf(spec.name());
            if (position < 0) {
                // Optional, or of an encode method for what this processor does not make; checked when the model was
                // loaded.
                return;
            }
            List<ImageProcessor.Output> perItem =
                    outputs.stream().map(all -> all.get(position)).toList();
            fields.put(spec.name(), FieldLayout.allocate(spec, perItem, allocator, owned));
        });
        return fields;
    }
}
