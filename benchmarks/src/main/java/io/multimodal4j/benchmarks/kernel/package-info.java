/** What each kernel costs by itself: bytes moved in a second beside a plain copy, and two threads beside one. */
@NullMarked
package io.multimodal4j.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
