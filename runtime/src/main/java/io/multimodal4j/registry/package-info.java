/** Which models there are: the generated indexes, found as services. */
@NullMarked
package io.multimodal4j.registry;

import org.jspecify.annotations.NullMarked;
