package io.multimodal4j.processing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of a request, found without decoding media.
 *
 * @param architecture the model's architecture
 * @param items embeddings per item, by modality, in the order of the items
 * @param promptTokens the length of the expanded prompt
 */
public record TokenCounts(String architecture, Map<String, List<Integer>> items, int promptTokens) {

    /**
     * Copies the map.
     *
     * @param architecture the model's architecture
     * @param items embeddings per item, by modality
     * @param promptTokens the length of the expanded prompt
     */
    public TokenCounts {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }
}
