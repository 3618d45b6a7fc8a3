/**
 * The arithmetic of pre-processing behind one small interface, {@link io.multimodal4j.kernel.KernelBackend}. Every back end computes the same
 * bytes; the pure-Java one is both the fallback and the oracle for the others.
 */
@NullMarked
package io.multimodal4j.kernel;

import org.jspecify.annotations.NullMarked;
