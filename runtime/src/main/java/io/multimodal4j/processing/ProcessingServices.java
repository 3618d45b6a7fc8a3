package io.multimodal4j.processing;

import io.multimodal4j.cache.MultiModalCache;
import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.tensor.TensorAllocator;
import io.multimodal4j.tokenizer.Tokenizer;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What requests of all options share.
 *
 * @param tokenizer the model's tokenizer
 * @param kernels what computes
 * @param allocator where tensors come from
 * @param cache where processed items are kept, if they are
 * @param executor what processes the items of a request beside its own thread, if anything does
 * @param listener is told of every request
 */
public record ProcessingServices(
        Tokenizer tokenizer,
        KernelBackend kernels,
        TensorAllocator allocator,
        Optional<MultiModalCache> cache,
        Optional<Executor> executor,
        ProcessingListener listener) {}
