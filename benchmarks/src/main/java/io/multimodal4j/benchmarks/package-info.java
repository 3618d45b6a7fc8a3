/** JMH benchmarks, one class per question; run from the repository's root, see docs/benchmarks.md. */
@NullMarked
package io.multimodal4j.benchmarks;

import org.jspecify.annotations.NullMarked;
