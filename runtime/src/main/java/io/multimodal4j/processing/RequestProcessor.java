package io.multimodal4j.processing;

import io.multimodal4j.cache.CacheSession;
import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.config.ConfigException;
import io.multimodal4j.media.ItemInfo;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.prompt.ContentResolver;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptException;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.prompt.TokenizedPrompt;
import io.multimodal4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes requests through the stages for one loaded model under one set of options. Everything that can fail on the prompt fails before the first item is decoded; a
 * request that fails gives back all its memory. Immutable, safe for any number of threads.
 */
public final class RequestProcessor {

    private final String architecture;
    private final ModelSchema schema;
    private final List<PromptUpdate> updates;
    private final ContentResolver resolver;
    private final ItemLimits limits;
    private final PromptForms prompts;
    private final ProcessingServices services;
    private final ItemPreparation preparation;
    private final ItemWork work;
    private final Reporter reporter;

    /**
     * What a loaded model consists of.
     *
     * @param architecture the model's architecture
     * @param modelKey what tells the model and its configuration from others, in keys of items
     * @param schema what it declares
     * @param updates its prompt updates
     * @param prompts what it says of the prompts of its requests
     * @param limits the most items per prompt
     * @param pipelines what opens and processes the items of each modality
     * @param services what requests of all options share
     */
    public record Parts(
            String architecture,
            String modelKey,
            ModelSchema schema,
            List<PromptUpdate> updates,
            ModelPrompts prompts,
            ItemLimits limits,
            Map<String, ItemPipeline<?, ?>> pipelines,
            ProcessingServices services) {

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
     * @throws ConfigException if the parts do not fit together
     */
    public RequestProcessor(Parts parts) {
        this.architecture = parts.architecture();
        this.schema = parts.schema();
        this.updates = List.copyOf(parts.updates());
        this.services = parts.services();
        this.resolver = new ContentResolver(services.tokenizer());
        this.limits = parts.limits();
        this.prompts = new PromptForms(updates, parts.prompts(), services.tokenizer(), resolver);
        ItemTasks tasks = new ItemTasks(services.executor());
        ItemHasher hasher = new ItemHasher(parts.modelKey(), schema);
        this.preparation = new ItemPreparation(schema, parts.pipelines(), hasher, tasks);
        this.work = new ItemWork(schema, tasks);
        this.reporter = new Reporter(architecture, services.listener());
        PartsCheck.check(parts, resolver);
    }

    /**
     * Processes a request.
     *
     * @param prompt the prompt and its media
     * @param control the caller's hold on the request
     * @return what an engine needs; the caller closes it
     * @throws PromptException if the prompt and its media do not fit together
     * @throws io.multimodal4j.media.MediaException if a media item cannot be used
     * @throws ProcessingCancelledException if the request was given up
     */
    public ProcessedInputs apply(Prompt prompt, RequestControl control) {
        RequestScope scope = new RequestScope(prompt.cacheSalt(), new StageClock(), control);
        return reporter.report(scope.clock(), () -> apply(prompt, scope));
    }

    private Reporter.Result apply(Prompt prompt, RequestScope scope) {
        RequestItems items = new RequestItems(prompt, schema, limits);
        List<Tensor> owned = new ArrayList<>();
        Runnable release = () -> {
            items.release();
            owned.forEach(Tensor::close);
        };
        Optional<CacheSession> cache = services.cache().map(MultiModalCache::session);
        try {
            preparation.open(items.all(), cache, scope);
            preparation.identify(items.all(), cache, scope);
            PromptForms.Expanded expanded = expand(prompt, items, scope);
            scope.control().check();
            WorkTools tools = new WorkTools(services.kernels(), services.allocator(), scope);
            cache.ifPresentOrElse(
                    session -> work.processMissing(items, session, tools),
                    () -> work.processTogether(items, tools, owned));
            return new Reporter.Result(
                    new ProcessedInputs(
                            architecture,
                            expanded,
                            items,
                            services.allocator(),
                            scope.clock().timings(),
                            release),
                    Reporter.cached(items));
        } catch (Throwable e) {
            release.run();
            throw e;
        } finally {
            cache.ifPresent(CacheSession::close);
        }
    }

    private PromptForms.Expanded expand(Prompt prompt, RequestItems items, RequestScope scope) {
        TokenizedPrompt tokens = scope.clock().time(Stage.TOKENIZE, () -> prompts.tokenize(prompt));
        scope.control().check();
        return scope.clock()
                .time(
                        Stage.EXPAND,
                        () -> prompts.expand(
                                tokens,
                                new RequestContents(items, resolver),
                                items.all().size(),
                                prompt.keepsExtraPlaceholders()));
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
        RequestScope scope = new RequestScope(prompt.cacheSalt(), new StageClock(), RequestControl.unlimited());
        RequestItems items = new RequestItems(prompt, schema, limits);
        Optional<CacheSession> cache = services.cache().map(MultiModalCache::session);
        try {
            preparation.open(items.all(), cache, scope);
            PromptForms.Expanded expanded = expand(prompt, items, scope);
            Map<String, List<Integer>> counts = new LinkedHashMap<>();
            expanded.expansion()
                    .placeholders()
                    .forEach((modality, ranges) -> counts.put(
                            modality,
                            ranges.stream().map(PlaceholderRange::embeds).toList()));
            return new TokenCounts(architecture, counts, expanded.promptTokenIds().length);
        } finally {
            items.release();
            cache.ifPresent(CacheSession::close);
        }
    }

    /**
     * Tokenizes a prompt without expanding its placeholders.
     *
     * @param prompt the prompt
     * @return its token ids
     */
    public int[] tokenize(Prompt prompt) {
        return prompts.tokenize(prompt).tokenIds();
    }

    /**
     * The embeddings of one item that is alone in its prompt.
     *
     * @param modality the item's modality, one that the model takes
     * @param size the item's size
     * @return the number of embeddings
     */
    public int embeddings(String modality, ItemSize size) {
        return updates.stream()
                .filter(update -> update.modality().equals(modality))
                .findFirst()
                .map(update -> resolver.resolve(update.content(new ItemInfo(size, 0, 1)))
                        .embeds())
                .orElseThrow();
    }

    /**
     * The most items of a modality in one prompt.
     *
     * @param modality a modality that the model takes
     * @return the limit
     */
    public int limit(String modality) {
        return limits.limit(modality);
    }
}
