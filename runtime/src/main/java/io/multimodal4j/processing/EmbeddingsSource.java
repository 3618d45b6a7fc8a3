package io.multimodal4j.processing;

import io.multimodal4j.media.ContentWriter;
import io.multimodal4j.media.EmbeddingsItem;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Embeddings that the caller computed, with the fields that belong to them. */
record EmbeddingsSource(EmbeddingsItem item) implements ItemSource {

    @Override
    public Optional<ItemSize> size() {
        return item.size();
    }

    @Override
    public OptionalInt embeddings() {
        return OptionalInt.of(Math.toIntExact(item.embeddings().dim(0)));
    }

    /** Nothing is computed. */
    @Override
    public String optionsKey() {
        return "embeddings";
    }

    @Override
    public void identify(ContentWriter content) {
        content.text("kind", "embeddings")
                .text("size", item.size().map(Object::toString).orElse(""));
        new TreeMap<>(item.fields()).forEach(content::tensor);
    }

    @Override
    public List<Output> outputs() {
        return item.fields().entrySet().stream()
                .map(field -> new Output(
                        field.getKey(),
                        field.getValue().dtype(),
                        Arrays.stream(field.getValue().shape()).boxed().toList()))
                .toList();
    }

    @Override
    public void write(Map<String, Tensor> targets, WorkTools tools) {
        item.fields().forEach((name, tensor) -> {
            Tensor target = Objects.requireNonNull(targets.get(name), name);
            if (target.dtype() == tensor.dtype()) {
                target.put(tensor);
            } else {
                tools.kernels().cast(tensor, target);
            }
        });
    }
}
