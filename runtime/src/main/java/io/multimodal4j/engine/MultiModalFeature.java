package io.multimodal4j.engine;

import io.multimodal4j.field.ItemFields;
import io.multimodal4j.processing.ProcessedInputs;
import io.multimodal4j.prompt.PlaceholderRange;
import java.util.ArrayList;
import java.util.List;

/**
 * One item of one request as an engine sees it: vLLM's {@code MultiModalFeatureSpec}. Immutable; borrows the item's tensors from the request.
 *
 * @param modality the item's modality
 * @param index its number among the request's items of its modality, from 0
 * @param identifier the key under which its embeddings are cached: equal for equal items under equal options of one model
 * @param position its place in the expanded prompt, of encoder-decoder models in the encoder's
 * @param fields what the encoder needs of it
 */
public record MultiModalFeature(
        String modality, int index, String identifier, PlaceholderRange position, ItemFields fields) {

    /**
     * The features of a request's items of one modality.
     *
     * @param inputs the request; it stays open while the features are used
     * @param modality the modality
     * @return a feature per item, in the order of the items
     */
    public static List<MultiModalFeature> of(ProcessedInputs inputs, String modality) {
        List<PlaceholderRange> ranges = inputs.placeholders().getOrDefault(modality, List.of());
        List<String> hashes = inputs.hashes().getOrDefault(modality, List.of());
        List<ItemFields> items = inputs.items().getOrDefault(modality, List.of());
        List<MultiModalFeature> features = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            features.add(new MultiModalFeature(modality, i, hashes.get(i), ranges.get(i), items.get(i)));
        }
        return features;
    }

    /**
     * How many embeddings the item needs.
     *
     * @return rows of its encoder output
     */
    public int embeds() {
        return position.embeds();
    }
}
