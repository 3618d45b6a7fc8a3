/** Native memory with an owner: {@link io.multimodal4j.tensor.Tensor} and the allocator that counts it. */
@NullMarked
package io.multimodal4j.tensor;

import org.jspecify.annotations.NullMarked;
