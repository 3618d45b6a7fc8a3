package io.multimodal4j.media;

import io.multimodal4j.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An item that was encoded elsewhere: the fields that one of the model's encode methods takes, without the dimension of the items. The field
 * {@code <modality>_embeds} holds the embeddings, {@code (rows, hidden_size)}. The tensors stay the caller's and must live until the request is processed.
 *
 * @param modality the modality of the item
 * @param fields the tensors by field name, one of them {@code <modality>_embeds}
 * @param size the size of the item that was encoded, for models whose placeholders depend on more than the number of embeddings
 */
public record EmbeddingsItem(String modality, Map<String, Tensor> fields, Optional<ItemSize> size)
        implements MediaItem {

    /**
     * Checks that the embeddings are there.
     *
     * @param modality the modality of the item
     * @param fields the tensors by field name
     * @param size the size of the item that was encoded
     */
    public EmbeddingsItem {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        Tensor embeddings = fields.get(embeddingsField(modality));
        if (embeddings == null) {
            throw new IllegalArgumentException("the embeddings of an item of modality " + modality
                    + " belong in the field '" + embeddingsField(modality) + "', but there are " + fields.keySet());
        }
        if (embeddings.rank() != 2) {
            throw new IllegalArgumentException("the field '" + embeddingsField(modality)
                    + "' must be (rows, hidden_size), but the tensor is " + embeddings);
        }
    }

    /**
     * Embeddings alone.
     *
     * @param modality the modality of the item
     * @param embeddings {@code (rows, hidden_size)}, one row per token that receives an embedding
     * @return the item
     */
    public static EmbeddingsItem of(String modality, Tensor embeddings) {
        return new EmbeddingsItem(modality, Map.of(embeddingsField(modality), embeddings), Optional.empty());
    }

    /**
     * The field that holds the embeddings of a modality, as vLLM calls it.
     *
     * @param modality the modality
     * @return for example {@code "image_embeds"}
     */
    public static String embeddingsField(String modality) {
        return modality + "_embeds";
    }

    /**
     * The embeddings.
     *
     * @return {@code (rows, hidden_size)}
     */
    public Tensor embeddings() {
        return fields.getOrDefault(
                embeddingsField(modality), fields.values().iterator().next());
    }

    @Override
    public String toString() {
        return "precomputed embeddings of modality " + modality + " " + fields;
    }
}
