/**
 * The build step that compiles the kernels with the Python, TVM and linker that come as Maven artifacts. Runs in Maven, is not in the jar.
 */
@NullMarked
package io.multimodal4j.tvm.build;

import org.jspecify.annotations.NullMarked;
