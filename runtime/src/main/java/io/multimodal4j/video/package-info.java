/** From frames to a model's fields, equal to Hugging Face's video processors. */
@NullMarked
package io.multimodal4j.video;

import org.jspecify.annotations.NullMarked;
