/** Text to token ids and back, as the tokenizer of the model directory has it. */
@NullMarked
package io.multimodal4j.tokenizer;

import org.jspecify.annotations.NullMarked;
