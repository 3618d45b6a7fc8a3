package io.multimodal4j.processing;

import io.multimodal4j.media.ContentWriter;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.OpenedItem;
import io.multimodal4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Media whose header was read. */
record MediaSource<S extends ItemSize>(ItemPipeline<?, S> pipeline, OpenedItem<S> opened) implements ItemSource {

    @Override
    public Optional<ItemSize> size() {
        return Optional.of(opened.size());
    }

    @Override
    public OptionalInt embeddings() {
        return OptionalInt.empty();
    }

    @Override
    public String optionsKey() {
        return pipeline.processor().optionsKey();
    }

    @Override
    public void identify(ContentWriter content) {
        opened.identify(content);
    }

    @Override
    public List<Output> outputs() {
        return pipeline.processor().outputs(opened.size());
    }

    @Override
    public void write(Map<String, Tensor> targets, WorkTools tools) {
        tools.scope().control().check();
        try (Tensor decoded = tools.scope().clock().time(Stage.DECODE, () -> opened.decode(tools.allocator()))) {
            tools.scope().control().check();
            tools.scope()
                    .clock()
                    .time(
                            Stage.PREPROCESS,
                            () -> RoundedOutputs.process(pipeline.processor(), opened.size(), decoded, targets, tools));
        }
    }
}
