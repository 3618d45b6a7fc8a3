/** The catalogue of diagnostics and how they are printed; the only package that knows the messager. */
@NullMarked
package io.multimodal4j.processor.diag;

import org.jspecify.annotations.NullMarked;
