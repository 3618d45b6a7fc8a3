package io.multimodal4j.engine;

import io.multimodal4j.field.FieldException;
import io.multimodal4j.field.MergedFields;
import io.multimodal4j.model.ModelRegistration;
import io.multimodal4j.model.SupportsMultiModal;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Calls a model's encode methods for the items of many requests: {@linkplain EncoderBatches#groupAndBatch groups} them, merges the fields of each batch, calls the
 * generated dispatch, and checks what comes back against the placeholders that wait for it, before anything is merged into an input.
 *
 * <p>A request fails alone. An item that has not the embeddings that its declaration promises fails its own request; a batch that fails as a whole is encoded again
 * request by request, so that only the request at fault is lost.
 *
 * <p>As safe for several threads as the model's encode methods are.
 */
public final class EncoderRunner {

    private final ModelRegistration<?> registration;
    private final SupportsMultiModal model;
    private final TensorAllocator allocator;

    /**
     * A runner for one model.
     *
     * @param registration what was generated for the model
     * @param model the model, made by {@link ModelRegistration#create}
     * @param allocator where memory for merged fields comes from
     */
    public EncoderRunner(ModelRegistration<?> registration, SupportsMultiModal model, TensorAllocator allocator) {
        this.registration = registration;
        this.model = model;
        this.allocator = allocator;
    }

    /** An item on its way through the batches, with the request that it belongs to. */
    private record Scheduled(int request, MultiModalFeature feature) {}

    /**
     * Encodes the items of several requests (vLLM's {@code get_multimodal_embeddings}).
     *
     * @param requests the items of each request; those that need no encoding, because their embeddings are cached, are left out
     * @return for each request its embeddings in prompt order, or why it failed; the caller closes them
     */
    public List<RequestEmbeddings> getMultiModalEmbeddings(List<PromptFeatures> requests) {
        return encode(requests.stream().map(PromptFeatures::features).toList());
    }

    /**
     * Encodes items of one request.
     *
     * @param features the items in any order
     * @return an embedding per item, in that order; the caller closes them
     * @throws FieldException if a field or an embedding is not what was declared
     */
    public List<Tensor> embed(List<MultiModalFeature> features) {
        return encode(List.of(features)).get(0).embeddings();
    }

    private List<RequestEmbeddings> encode(List<List<MultiModalFeature>> requests) {
        List<Scheduled> items = IntStream.range(0, requests.size())
                .boxed()
                .flatMap(request -> requests.get(request).stream().map(feature -> new Scheduled(request, feature)))
                .toList();
        EncoderResults results = new EncoderResults(requests.size());
        try {
            for (List<Scheduled> batch :
                    EncoderBatches.groupAndBatch(items, item -> item.feature().fields())) {
                encodeBatch(
                        batch.stream()
                                .filter(item -> !results.hasFailed(item.request()))
                                .toList(),
                        results);
            }
            return results.finish();
        } catch (Throwable e) {
            results.close();
            throw e;
        }
    }

    private void encodeBatch(List<Scheduled> batch, EncoderResults results) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<Tensor> embeddings = call(batch);
            for (int i = 0; i < batch.size(); i++) {
                results.add(batch.get(i).request(), batch.get(i).feature(), embeddings.get(i));
            }
        } catch (RuntimeException e) {
            List<Integer> requests =
                    batch.stream().map(Scheduled::request).distinct().toList();
            if (requests.size() == 1) {
                results.fail(requests.get(0), e);
                return;
            }
            for (int request : requests) {
                encodeBatch(
                        batch.stream().filter(item -> item.request() == request).toList(), results);
            }
        }
    }

    /** Encodes one batch; what comes back is as many tensors as items, each of which owns its memory. */
    private List<Tensor> call(List<Scheduled> batch) {
        MultiModalFeature first = batch.get(0).feature();
        try (MergedFields merged = MergedFields.merge(
                batch.stream().map(item -> item.feature().fields()).toList(), allocator)) {
            List<Tensor> embeddings = registration.embed(model, first.modality(), merged.inputs());
            Set<Tensor> lent = lent(batch, merged);
            if (embeddings.size() != batch.size()) {
                closeMade(embeddings, lent);
                throw new FieldException("the encode method returned " + embeddings.size() + " embeddings for "
                        + batch.size() + " items of modality " + first.modality());
            }
            return owned(embeddings, lent);
        }
    }

    /** What an encode method was given and may return as it is, such as precomputed embeddings. */
    private static Set<Tensor> lent(List<Scheduled> batch, MergedFields merged) {
        Set<Tensor> lent = Collections.newSetFromMap(new IdentityHashMap<>());
        lent.addAll(merged.tensors().values());
        batch.forEach(item -> item.feature().fields().fields().values().forEach(field -> lent.add(field.tensor())));
        return lent;
    }

    /** A view would end with the merged fields, or with whatever else the encode method lent; what was lent to it ends with its request. */
    private List<Tensor> owned(List<Tensor> embeddings, Set<Tensor> lent) {
        List<Tensor> owned = new ArrayList<>();
        try {
            for (Tensor embedding : embeddings) {
                owned.add(embedding.isView() || lent.contains(embedding) ? copy(embedding) : embedding);
            }
            return owned;
        } catch (Throwable e) {
            owned.forEach(Tensor::close);
            closeMade(embeddings, lent);
            throw e;
        }
    }

    private static void closeMade(List<Tensor> embeddings, Set<Tensor> lent) {
        embeddings.stream().filter(embedding -> !lent.contains(embedding)).forEach(Tensor::close);
    }

    private Tensor copy(Tensor view) {
        return allocator.allocate(view.dtype(), view.shape()).put(view);
    }
}
