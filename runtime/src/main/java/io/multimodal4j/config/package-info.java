/** A checked view of the JSON files of a model directory. */
@NullMarked
package io.multimodal4j.config;

import org.jspecify.annotations.NullMarked;
