/** The generated files; the only package that knows the filer. */
@NullMarked
package io.multimodal4j.processor.write;

import org.jspecify.annotations.NullMarked;
