/** What annotation processors cost a compilation, ours and others', and what the code that ours generates costs a start; see docs/benchmarks.md. */
@NullMarked
package io.multimodal4j.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
