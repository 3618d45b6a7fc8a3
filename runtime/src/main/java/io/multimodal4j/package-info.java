/** The entry: {@link io.multimodal4j.MultiModalProcessor}, loaded from a Hugging Face model directory. */
@NullMarked
package io.multimodal4j;

import org.jspecify.annotations.NullMarked;
