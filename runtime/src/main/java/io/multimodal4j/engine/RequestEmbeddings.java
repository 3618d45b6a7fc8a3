package io.multimodal4j.engine;

import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the encoders made of one request: an embedding per item, or the reason why there is none. Owns the embeddings. Safe to read from several threads.
 */
public final class RequestEmbeddings implements AutoCloseable {

    private final List<Tensor> embeddings;
    private final @Nullable RuntimeException failure;

    private RequestEmbeddings(List<Tensor> embeddings, @Nullable RuntimeException failure) {
        this.embeddings = List.copyOf(embeddings);
        this.failure = failure;
    }

    static RequestEmbeddings of(List<Tensor> embeddings) {
        return new RequestEmbeddings(embeddings, null);
    }

    static RequestEmbeddings failed(RuntimeException failure) {
        return new RequestEmbeddings(List.of(), failure);
    }

    /**
     * The embeddings.
     *
     * @return element {@code i} is the {@code (embeds, hidden_size)} embedding of the request's item {@code i} in prompt order, with as many rows as its placeholder has
     *     positions for embeddings
     * @throws io.multimodal4j.field.FieldException if the request failed because a field or an embedding is not what was declared
     * @throws RuntimeException if the request failed for another reason: what the encoder threw
     */
    public List<Tensor> embeddings() {
        if (failure != null) {
            throw failure;
        }
        return embeddings;
    }

    /**
     * Why the request failed.
     *
     * @return empty if it has embeddings
     */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Frees the embeddings; closing twice does nothing. */
    @Override
    public void close() {
        embeddings.forEach(Tensor::close);
    }
}
