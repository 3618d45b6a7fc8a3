/** The contract between a model class, the code generated for it, and the engine that runs it. */
@NullMarked
package io.multimodal4j.model;

import org.jspecify.annotations.NullMarked;
