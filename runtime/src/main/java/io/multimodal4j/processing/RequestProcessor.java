package io.multimodal4j.processing;

import io.multimodal4j.config.ConfigException;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.prompt.ContentResolver;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.prompt.PromptExpander;
import io.multimodal4j.prompt.PromptItem;
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
import java.util.Objects;

/**
 * Takes requests through the stages for one loaded model. Everything that can fail on the prompt fails before the first item is decoded; a request that
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
    private final Map<String, ItemPipeline<?, ?>> pipelines;
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
     * @param pipelines what opens and processes the items of each modality
     * @param kernels what computes
     * @param allocator where tensors come from
     */
    public record Parts(
            String architecture,
            ModelSchema schema,
            List<PromptUpdate> updates,
            Map<String, Integer> limits,
            Tokenizer tokenizer,
            Map<String, ItemPipeline<?, ?>> pipelines,
            KernelBackend kernels,
            TensorAllocator allocator) {

        ItemPipeline<?, ?> pipeline(String modality) {
            ItemPipeline<?, ?> pipeline = pipelines.get(modality);
            if (pipeline == null) {
                throw new ConfigException("the model " + architecture + " takes " + modality
                        + ", but nothing was given that processes it");
            }
            return pipeline;
        }
    }

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
        this.pipelines = Map.copyOf(parts.pipelines());
        this.hasher = new ItemHasher(architecture);
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
        Map<String, List<RequestItem<?>>> items = clock.decode(() -> open(prompt));
        int[] ids = clock.tokenize(() -> tokenizer.tokenize(prompt));
        PromptExpander.Expansion expansion = clock.expand(() -> expander.expand(ids, contents(items)));
        List<Tensor> owned = new ArrayList<>();
        try {
            Map<String, ProcessedField> fields = new LinkedHashMap<>();
            items.values().forEach(sameModality -> fields.putAll(process(sameModality, owned, clock)));
            Map<String, List<String>> hashes = new LinkedHashMap<>();
            items.forEach((modality, sameModality) ->
                    hashes.put(modality, sameModality.stream().map(hasher::hash).toList()));
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
        PromptExpander.Expansion expansion = expander.expand(tokenizer.tokenize(prompt), contents(open(prompt)));
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
     * The embeddings of one item that is alone in its prompt.
     *
     * @param modality the item's modality, one that the model takes
     * @param size the item's size
     * @return the number of embeddings
     */
    public int embeddings(String modality, ItemSize size) {
        return resolver.resolve(update(modality).content(new ItemInfo(size, 0, 1)))
                .embeds();
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

    private PromptUpdate update(String modality) {
        return updates.stream()
                .filter(candidate -> candidate.modality().equals(modality))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, List<RequestItem<?>>> open(Prompt prompt) {
        Map<String, List<PromptItem>> given = new LinkedHashMap<>();
        prompt.items()
                .forEach(item -> given.computeIfAbsent(item.modality(), modality -> new ArrayList<>())
                        .add(item));
        given.forEach((modality, items) -> requireWithinLimits(modality, items.size()));
        Map<String, List<RequestItem<?>>> opened = new LinkedHashMap<>();
        for (ModelSchema.ModalitySchema modality : schema.modalities()) {
            List<PromptItem> items = given.getOrDefault(modality.modality(), List.of());
            if (!items.isEmpty()) {
                opened.put(modality.modality(), items.stream().map(this::open).toList());
            }
        }
        return opened;
    }

    private RequestItem<?> open(PromptItem item) {
        return Objects.requireNonNull(pipelines.get(item.modality())).open(item.media());
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

    private Map<String, List<ResolvedContent>> contents(Map<String, List<RequestItem<?>>> items) {
        Map<String, List<ResolvedContent>> contents = new LinkedHashMap<>();
        items.forEach((modality, sameModality) -> {
            PromptUpdate update = update(modality);
            List<ResolvedContent> resolved = new ArrayList<>();
            for (int i = 0; i < sameModality.size(); i++) {
                ItemInfo item = new ItemInfo(sameModality.get(i).size(), i, sameModality.size());
                resolved.add(resolver.resolve(update.content(item)));
            }
            contents.put(modality, resolved);
        });
        return contents;
    }

    private Map<String, ProcessedField> process(List<RequestItem<?>> items, List<Tensor> owned, StageClock clock) {
        Map<String, ProcessedField> fields = allocate(items, owned);
        for (int i = 0; i < items.size(); i++) {
            RequestItem<?> item = items.get(i);
            int index = i;
            Map<String, Tensor> targets = new LinkedHashMap<>();
            fields.forEach((name, field) -> targets.put(name, field.items().get(index)));
            try (Tensor decoded = clock.decode(() -> item.decode(allocator))) {
                clock.preprocess(() -> item.process(decoded, targets, kernels, allocator));
            }
        }
        return fields;
    }

    private Map<String, ProcessedField> allocate(List<RequestItem<?>> items, List<Tensor> owned) {
        List<List<Output>> outputs =
                items.stream().<List<Output>>map(RequestItem::outputs).toList();
        List<String> made = items.get(0).pipeline().processor().fieldNames();
        Map<String, ProcessedField> fields = new LinkedHashMap<>();
        schema.modality(items.get(0).modality()).orElseThrow().fields().forEach(spec -> {
            int position = made.indexOf(spec.name());
            if (position < 0) {
                // Optional, or of an encode method for what this processor does not make; checked when the model was
                // loaded.
                return;
            }
            List<Output> perItem =
                    outputs.stream().map(all -> all.get(position)).toList();
            fields.put(spec.name(), FieldLayout.allocate(spec, perItem, allocator, owned));
        });
        return fields;
    }
}
