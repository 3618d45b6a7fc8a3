/** What a model declares, as plain immutable data that every writer starts from. */
@NullMarked
package io.multimodal4j.processor.model;

import org.jspecify.annotations.NullMarked;
