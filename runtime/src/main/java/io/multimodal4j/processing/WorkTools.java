package io.multimodal4j.processing;

import io.multimodal4j.kernel.KernelBackend;
import io.multimodal4j.tensor.TensorAllocator;

/** What items are processed with. */
record WorkTools(KernelBackend kernels, TensorAllocator allocator, RequestScope scope) {}
