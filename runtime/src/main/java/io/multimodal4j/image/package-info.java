/** Image processors: the arithmetic of Hugging Face's classes of the same names, configured by the model directory. */
@NullMarked
package io.multimodal4j.image;

import org.jspecify.annotations.NullMarked;
