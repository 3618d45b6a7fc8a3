/** Questions about types and their visibility. */
@NullMarked
package io.multimodal4j.processor.types;

import org.jspecify.annotations.NullMarked;
