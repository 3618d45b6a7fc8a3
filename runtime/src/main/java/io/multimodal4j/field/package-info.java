/** Processed fields: what they are called, how their items are laid out, and the guards on their shapes. */
@NullMarked
package io.multimodal4j.field;

import org.jspecify.annotations.NullMarked;
