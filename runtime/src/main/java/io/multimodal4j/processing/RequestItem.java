package io.multimodal4j.processing;

import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.media.ItemProcessor.Output;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.media.OpenedItem;
import io.multimodal4j.tensor.Tensor;
import io.multimodal4j.tensor.TensorAllocator;
import java.util.List;
import java.util.Map;

/**
 * An item of a request whose header has been read, with the way that it takes.
 *
 * @param <S> its size
 */
record RequestItem<S extends ItemSize>(ItemPipeline<?, S> pipeline, OpenedItem<S> opened) {

    String modality() {
        return pipeline.modality();
    }

    S size() {
        return opened.size();
    }

    List<Output> outputs() {
        return pipeline.processor().outputs(size());
    }

    Tensor decode(TensorAllocator allocator) {
        return opened.decode(allocator);
    }

    void process(Tensor decoded, Map<String, Tensor> targets, KernelBackend kernels, TensorAllocator scratch) {
        pipeline.processor().process(size(), decoded, targets, kernels, scratch);
    }
}
