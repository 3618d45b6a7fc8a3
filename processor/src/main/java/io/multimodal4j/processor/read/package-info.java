/** From javac's elements and annotation mirrors to a declaration; the only package that reads annotations. */
@NullMarked
package io.multimodal4j.processor.read;

import org.jspecify.annotations.NullMarked;
