/** From the source of a template to its syntax tree, by the rules of Jinja2 as Hugging Face configures it. Not exported. */
@NullMarked
package io.multimodal4j.template.syntax;

import org.jspecify.annotations.NullMarked;
