/** Figures of processors and caches for Micrometer, which is an optional dependency: whoever uses this package brings {@code io.micrometer:micrometer-core}. */
@NullMarked
package io.multimodal4j.micrometer;

import org.jspecify.annotations.NullMarked;
