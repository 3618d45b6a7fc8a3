/** Whole paths, timed a few calls at a time at another program's word, so that both are measured in the same moments. */
@NullMarked
package io.multimodal4j.benchmarks.path;

import org.jspecify.annotations.NullMarked;
