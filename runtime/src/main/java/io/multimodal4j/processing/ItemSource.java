package io.multimodal4j.processing;

import io.multimodal4j.media.ContentWriter;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the fields of an item are made of: media whose header was read, or tensors that the caller gave. */
sealed interface ItemSource permits MediaSource, EmbeddingsSource {

    /** The item's size, if it is known. */
    Optional<ItemSize> size();

    /** The number of its embeddings, if they were given. */
    OptionalInt embeddings();

    /** Every option that has an influence on its fields. */
    String optionsKey();

    /** Writes what tells the item from others. */
    void identify(ContentWriter content);

    /** The fields that it becomes. */
    List<Output> outputs();

    /** Writes the fields. */
    void write(Map<String, Tensor> targets, WorkTools tools);
}
