package io.multimodal4j;

import io.multimodal4j.field.FieldException;
import io.multimodal4j.prompt.PlaceholderRange;
import io.multimodal4j.tensor.Tensor;
import java.util.List;

/** Compares what an encoder returned with the placeholders that wait for it, before anything is merged. */
final class EmbeddingCheck {

    private EmbeddingCheck() {}

    static void check(String modality, List<Tensor> embeddings, List<PlaceholderRange> ranges) {
        if (embeddings.size() != ranges.size()) {
            throw new FieldException("the encode method returned " + embeddings.size() + " embeddings for "
                    + ranges.size() + " items of modality " + modality);
        }
        for (int i = 0; i < ranges.size(); i++) {
            Tensor embedding = embeddings.get(i);
            int wanted = ranges.get(i).embeds();
            if (embedding.rank() != 2 || embedding.dim(0) != wanted) {
                throw new FieldException("item " + i + " of modality " + modality + " has " + wanted
                        + " placeholders, but the encode method returned " + embedding
                        + "; the token count that the model declares and its encoder disagree");
            }
        }
    }
}
