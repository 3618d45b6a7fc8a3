package io.multimodal4j.engine;

import io.multimodal4j.field.FieldException;
import io.multimodal4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The embeddings of the requests of one call as they come in. A request that has failed keeps nothing. */
final class EncoderResults implements AutoCloseable {

    private final List<List<Tensor>> embeddings = new ArrayList<>();
    private final List<@Nullable RuntimeException> failures = new ArrayList<>();

    EncoderResults(int requests) {
        for (int i = 0; i < requests; i++) {
            embeddings.add(new ArrayList<>());
            failures.add(null);
        }
    }

    /** Takes the embedding of a request's next item, if it has the rows that the item's placeholder waits for. */
    void add(int request, MultiModalFeature feature, Tensor embedding) {
        if (hasFailed(request)) {
            embedding.close();
            return;
        }
        embeddings.get(request).add(embedding);
        int wanted = feature.embeds();
        if (embedding.rank() != 2 || embedding.dim(0) != wanted) {
            fail(
                    request,
                    new FieldException("item " + feature.index() + " of modality " + feature.modality() + " has "
                            + wanted + " placeholders, but the encode method returned " + embedding
                            + "; the token count that the model declares and its encoder disagree"));
        }
    }

    void fail(int request, RuntimeException failure) {
        failures.set(request, failure);
        embeddings.get(request).forEach(Tensor::close);
        embeddings.get(request).clear();
    }

    boolean hasFailed(int request) {
        return failures.get(request) != null;
    }

    List<RequestEmbeddings> finish() {
        List<RequestEmbeddings> results = new ArrayList<>();
        for (int i = 0; i < embeddings.size(); i++) {
            RuntimeException failure = failures.get(i);
            results.add(failure == null ? RequestEmbeddings.of(embeddings.get(i)) : RequestEmbeddings.failed(failure));
        }
        return results;
    }

    @Override
    public void close() {
        embeddings.forEach(tensors -> tensors.forEach(Tensor::close));
    }
}
