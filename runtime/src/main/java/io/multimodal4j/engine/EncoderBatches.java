package io.multimodal4j.engine;

import io.multimodal4j.field.ItemFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Which items are encoded together. */
public final class EncoderBatches {

    private EncoderBatches() {}

    /**
     * Groups consecutive items that {@linkplain ItemFields#canShareBatchWith can share} an encode call (vLLM's {@code group_and_batch_mm_kwargs} of 2026): the same
     * modality, the same fields, equal shared values, shapes that may be merged. Items are not moved past others, so the embeddings come out in the order of the
     * items: image, audio, image, audio are four batches.
     *
     * @param <T> what is grouped
     * @param items the items in prompt order, those of the first request first
     * @param fields the fields of an item
     * @return the batches; one behind the other they are the items
     */
    public static <T> List<List<T>> groupAndBatch(List<T> items, Function<? super T, ItemFields> fields) {
        List<List<T>> batches = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= items.size(); i++) {
            if (i == items.size() || !fields.apply(items.get(from)).canShareBatchWith(fields.apply(items.get(i)))) {
                batches.add(List.copyOf(items.subList(from, i)));
                from = i;
            }
        }
        return batches;
    }
}
