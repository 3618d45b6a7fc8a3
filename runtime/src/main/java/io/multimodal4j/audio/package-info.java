/** From samples to a model's fields, equal to Hugging Face's feature extractors. */
@NullMarked
package io.multimodal4j.audio;

import org.jspecify.annotations.NullMarked;
