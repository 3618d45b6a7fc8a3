/**
 * The annotation processors: {@link io.multimodal4j.processor.ModelProcessor} checks one model class and generates its registration,
 * {@link io.multimodal4j.processor.RegistryProcessor} generates the index of a module's models.
 *
 * <p>Every model goes the same way: {@code read} makes a declaration of javac's elements, {@code validate} adds to a report, and if that stays
 * empty the declaration is described as plain data ({@code model}), from which {@code write} makes the files.
 */
@NullMarked
package io.multimodal4j.processor;

import org.jspecify.annotations.NullMarked;
