/** The rules of a declaration; each validator adds to a report and prints nothing. */
@NullMarked
package io.multimodal4j.processor.validate;

import org.jspecify.annotations.NullMarked;
