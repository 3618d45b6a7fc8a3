/** What lasts from one round of annotation processing to the next: names, never elements. */
@NullMarked
package io.multimodal4j.processor.round;

import org.jspecify.annotations.NullMarked;
