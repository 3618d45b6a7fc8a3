/**
 * The back end {@code tvm-cpu}: kernels that Apache TVM compiled in the build of this module, called through TVM's C API on the memory of
 * {@linkplain io.multimodal4j.tensor.Tensor tensors}, without copies.
 */
@NullMarked
package io.multimodal4j.tvm;

import org.jspecify.annotations.NullMarked;
