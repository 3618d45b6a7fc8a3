/**
 * Evaluates templates: Jinja2's statements, filters and tests on Python's values, in the sandbox that Hugging Face renders chat templates in. Not exported.
 */
@NullMarked
package io.multimodal4j.template.eval;

import org.jspecify.annotations.NullMarked;
