package io.multimodal4j.processing;

import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.field.ItemFields;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What an engine needs of one request. Owns the fields' tensors, together with the cache that shares some of them, and lets them go with {@link #close()}. Safe to
 * use from several threads, but for closing.
 */
public final class ProcessedInputs implements AutoCloseable {

    private final String architecture;
    private final PromptForms.Expanded prompt;
    private final Map<String, List<ItemFields>> items;
    private final Map<String, ProcessedField> fields;
    private final Map<String, List<String>> hashes;
    private final Timings timings;
    private final FieldMerges merges;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * The result of a request.
     *
     * @param architecture the model's architecture
     * @param prompt the prompt
     * @param processed the items, all processed
     * @param allocator where merged fields get their memory from
     * @param timings how long it took
     * @param release lets go of the items
     */
    ProcessedInputs(
            String architecture,
            PromptForms.Expanded prompt,
            RequestItems processed,
            TensorAllocator allocator,
            Timings timings,
            Runnable release) {
        this.architecture = architecture;
        this.prompt = prompt;
        this.items = byModality(processed, item -> item.processed().fields());
        this.hashes = byModality(processed, RequestItem::key);
        this.merges = new FieldMerges(items, allocator);
        this.fields = fields(items, merges);
        this.timings = timings;
        this.release = release;
    }

    private static <T> Map<String, List<T>> byModality(RequestItems items, Function<RequestItem, T> value) {
        Map<String, List<T>> values = new LinkedHashMap<>();
        items.byModality()
                .forEach((modality, same) ->
                        values.put(modality, same.stream().map(value).toList()));
        return Collections.unmodifiableMap(values);
    }

    private static Map<String, ProcessedField> fields(Map<String, List<ItemFields>> items, FieldMerges merges) {
        Map<String, FieldSpec> specs = new LinkedHashMap<>();
        Map<String, List<Tensor>> tensors = new LinkedHashMap<>();
        items.values().stream()
                .flatMap(List::stream)
                .flatMap(item -> item.fields().values().stream())
                .forEach(field -> {
                    specs.putIfAbsent(field.spec().name(), field.spec());
                    tensors.computeIfAbsent(field.spec().name(), name -> new ArrayList<>())
                            .add(field.tensor());
                });
        Map<String, ProcessedField> fields = new LinkedHashMap<>();
        specs.forEach((name, spec) ->
                fields.put(name, new ProcessedField(spec, tensors.getOrDefault(name, List.of()), merges)));
        return Collections.unmodifiableMap(fields);
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
     * The prompt with expanded placeholders; of encoder-decoder models the decoder's prompt, in which there are none.
     *
     * @return a copy
     */
    public int[] promptTokenIds() {
        return prompt.promptTokenIds().clone();
    }

    /**
     * The length of {@link #promptTokenIds}.
     *
     * @return tokens
     */
    public int promptTokens() {
        return prompt.promptTokenIds().length;
    }

    /**
     * The encoder's prompt with expanded placeholders, of encoder-decoder models.
     *
     * @return a copy, without tokens if the request has no items; empty if the items are in the prompt itself
     */
    public Optional<int[]> encoderPromptTokenIds() {
        return prompt.encoder().map(int[]::clone);
    }

    /**
     * Where the items are: in the encoder's prompt if there is one, otherwise in the prompt.
     *
     * @return ranges by modality, in the order of the items
     */
    public Map<String, List<PlaceholderRange>> placeholders() {
        return prompt.expansion().placeholders();
    }

    /**
     * The processed items one by one: what an engine groups into batches.
     *
     * @return the fields of each item by modality, in the order of the items; empty for a prompt without media
     */
    public Map<String, List<ItemFields>> items() {
        return items;
    }

    /**
     * The processed fields.
     *
     * @return fields by name; empty for a prompt without media
     */
    public Map<String, ProcessedField> fields() {
        return fields;
    }

    /**
     * One processed field.
     *
     * @param name the field's name
     * @return the field
     * @throws IllegalArgumentException if the request has no such field; the message lists those that it has
     */
    public ProcessedField field(String name) {
        ProcessedField field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("there is no field '" + name + "', only " + fields.keySet());
        }
        return field;
    }

    /**
     * Keys for caches: equal for equal items, or items of equal id, under equal options of one model for one tenant.
     *
     * @return 64 hexadecimal digits per item, by modality, in the order of the items
     */
    public Map<String, List<String>> hashes() {
        return hashes;
    }

    /**
     * How long it took.
     *
     * @return the stages' times
     */
    public Timings timings() {
        return timings;
    }

    /** Lets the items go, whose tensors are freed unless a cache or another request has them; closing twice does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            merges.close();
            release.run();
        }
    }
}
