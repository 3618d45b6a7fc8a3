/** Models as their authors would write them: the declaration is the whole of the wiring. */
@NullMarked
package io.multimodal4j.samples;

import org.jspecify.annotations.NullMarked;
