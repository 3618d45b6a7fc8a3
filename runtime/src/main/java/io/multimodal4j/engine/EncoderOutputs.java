package io.multimodal4j.engine;

import io.multimodal4j.tensor.Tensor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The embeddings of an encoder cache by identifier: what the worker holds while an {@link EncoderCacheManager} keeps the books. Owns the embeddings. Belongs to the
 * thread that runs the steps; not safe for use by several threads.
 */
public final class EncoderOutputs implements AutoCloseable {

    private final Map<String, Tensor> outputs = new HashMap<>();

    /** An empty store. */
    public EncoderOutputs() {}

    /**
     * Keeps the embedding of an item.
     *
     * @param feature the item
     * @param embedding its {@code (embeds, hidden_size)} embedding, whose owner this store becomes; one that was kept under the same identifier is closed
     */
    public void put(MultiModalFeature feature, Tensor embedding) {
        Tensor before = outputs.put(feature.identifier(), embedding);
        if (before != null && before != embedding) {
            before.close();
        }
    }

    /**
     * The embedding of an item.
     *
     * @param feature the item
     * @return its {@code (embeds, hidden_size)} embedding, borrowed
     * @throws IllegalStateException if there is none: the step was scheduled without it
     */
    public Tensor get(MultiModalFeature feature) {
        Tensor output = outputs.get(feature.identifier());
        if (output == null) {
            throw new IllegalStateException(
                    "encoder cache miss for " + feature.modality() + " " + feature.index() + " with identifier "
                            + feature.identifier() + ": it was not encoded, or freed while it was needed");
        }
        return output;
    }

    /**
     * Whether there is an embedding of an item.
     *
     * @param feature the item
     * @return true if {@link #get} finds it
     */
    public boolean contains(MultiModalFeature feature) {
        return outputs.containsKey(feature.identifier());
    }

    /**
     * Frees embeddings.
     *
     * @param identifiers what {@link EncoderCacheManager#takeFreed()} says; unknown ones are ignored
     */
    public void free(Collection<String> identifiers) {
        for (String identifier : identifiers) {
            Tensor output = outputs.remove(identifier);
            if (output != null) {
                output.close();
            }
        }
    }

    /** Frees all embeddings. */
    @Override
    public void close() {
        outputs.values().forEach(Tensor::close);
        outputs.clear();
    }
}
