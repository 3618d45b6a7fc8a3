/** Sound as numbers: WAV files, the mean of channels, resampling. Knows nothing of prompts and items. */
@NullMarked
package io.multimodal4j.sound;

import org.jspecify.annotations.NullMarked;
