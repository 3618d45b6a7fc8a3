package io.multimodal4j.processing;

import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an engine needs of one request. Owns the fields' tensors and frees them with {@link #close()}. Safe to read from several threads.
 */
public final class ProcessedInputs implements AutoCloseable {

    private final String architecture;
    private final int[] promptTokenIds;
    private final Map<String, List<PlaceholderRange>> placeholders;
    private final Map<String, ProcessedField> fields;
    private final Map<String, List<String>> hashes;
    private final Timings timings;
    private final List<Tensor> owned;

    ProcessedInputs(
            String architecture,
            int[] promptTokenIds,
            Map<String, List<PlaceholderRange>> placeholders,
            Map<String, ProcessedField> fields,
            Map<String, List<String>> hashes,
            Timings timings,
            List<Tensor> owned) {
        this.architecture = architecture;
        this.promptTokenIds = promptTokenIds;
        this.placeholders = Collections.unmodifiableMap(new LinkedHashMap<>(placeholders));
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        this.hashes = Collections.unmodifiableMap(new LinkedHashMap<>(hashes));
        this.timings = timings;
        this.owned = List.copyOf(owned);
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
     * The prompt with expanded placeholders.
     *
     * @return a copy
     */
    public int[] promptTokenIds() {
        return promptTokenIds.clone();
    }

    /**
     * Where the items are in the prompt.
     *
     * @return ranges by modality, in the order of the items
     */
    public Map<String, List<PlaceholderRange>> placeholders() {
        return placeholders;
    }

    /**
     * The processed fields.
     *
     * @return fields by name, in the order of declaration; empty for a prompt without media
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
     * Keys for caches: equal for equal items under equal options of one model.
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

    /** Frees the fields' tensors; closing twice does nothing. */
    @Override
    public void close() {
        owned.forEach(Tensor::close);
    }
}
