package io.multimodal4j.processing;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.media.ItemSize;
import io.multimodal4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Lets processors that know float32 alone write fields of half precision: everything is computed in float32 and rounded once, at the end. */
final class RoundedOutputs {

    private RoundedOutputs() {}

    static <S extends ItemSize> void process(
            ItemProcessor<S> processor, S size, Tensor item, Map<String, Tensor> targets, WorkTools tools) {
        Map<String, Tensor> wide = processor.writesHalfPrecision() ? Map.of() : allocate(targets, tools);
        try {
            Map<String, Tensor> written = new LinkedHashMap<>(targets);
            written.putAll(wide);
            processor.process(size, item, written, tools.kernels(), tools.allocator());
            wide.forEach(
                    (name, tensor) -> tools.kernels().cast(tensor, Objects.requireNonNull(targets.get(name), name)));
        } finally {
            wide.values().forEach(Tensor::close);
        }
    }

    private static Map<String, Tensor> allocate(Map<String, Tensor> targets, WorkTools tools) {
        Map<String, Tensor> wide = new LinkedHashMap<>();
        try {
            targets.forEach((name, target) -> {
                if (target.dtype().isHalfPrecision()) {
                    wide.put(name, tools.allocator().allocate(DType.FLOAT32, target.shape()));
                }
            });
            return wide;
        } catch (Throwable e) {
            wide.values().forEach(Tensor::close);
            throw e;
        }
    }
}
