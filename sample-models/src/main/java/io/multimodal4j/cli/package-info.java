/** The command line {@code mm4j}: registered models, processed prompts, token counts, profiles. */
@NullMarked
package io.multimodal4j.cli;

import org.jspecify.annotations.NullMarked;
