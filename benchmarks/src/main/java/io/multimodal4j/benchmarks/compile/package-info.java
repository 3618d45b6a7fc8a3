/** What annotation processors cost a compilation, ours and others'; see docs/benchmarks.md. */
@NullMarked
package io.multimodal4j.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
