/**
 * The values that a template computes with: Python's, as far as templates can see them. Strings know which of their characters came from the caller's
 * data. Not exported.
 */
@NullMarked
package io.multimodal4j.template.value;

import org.jspecify.annotations.NullMarked;
