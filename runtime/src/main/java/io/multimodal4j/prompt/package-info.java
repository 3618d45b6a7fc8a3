/** Prompts, the updates that a model declares for them, and their expansion into token ids with placeholder ranges. */
@NullMarked
package io.multimodal4j.prompt;

import org.jspecify.annotations.NullMarked;
