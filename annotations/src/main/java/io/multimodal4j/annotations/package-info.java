/**
 * What a model author writes: {@link io.multimodal4j.annotations.RegisterProcessor} on the model class,
 * {@link io.multimodal4j.annotations.MultiModalField} on the parameters of its encode methods and
 * {@link io.multimodal4j.annotations.PromptReplacement} on its token-count functions.
 *
 * <p>The names and meanings are those of vLLM's multi-modal model interface. All annotations have CLASS retention: the
 * annotation processor reads them from source and from class files (incremental builds), nothing reads them at run time.
 */
package io.multimodal4j.annotations;
