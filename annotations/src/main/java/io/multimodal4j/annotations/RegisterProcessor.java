package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Registers a multi-modal model: the one annotation from which the registry entry, the field schema, the prompt updates,
 * the dummy-input builder and the dispatch to the encode methods are generated.
 *
 * <p>The class must be concrete, not private, not generic and, if nested, static; it implements
 * {@code io.multimodal4j.model.SupportsMultiModal}. It has exactly one constructor that is not private, whose parameters are,
 * in any order and each at most once:
 *
 * <ul>
 *   <li>the <em>config record</em>: a Java record that mirrors the parts of {@code config.json} which the model needs
 *       (see {@link ConfigKey} for the mapping, and {@link ConfigFile} for other files);
 *   <li>{@code io.multimodal4j.model.ModelContext}: what the application supplies, such as the engine that runs the weights.
 * </ul>
 *
 * <pre>{@code
 * @RegisterProcessor("LlavaForConditionalGeneration")
 * public final class Llava implements SupportsMultiModal {
 *
 *   Llava(LlavaConfig config, ModelContext context) { ... }
 *
 *   @PromptReplacement(modality = IMAGE, target = "<image>")
 *   static int imageTokens(LlavaConfig config) { ... }
 *
 *   List<Tensor> embedImages(
 *       @MultiModalField(name = "pixel_values", modality = IMAGE, shape = "n 3 h w") Tensor pixelValues) { ... }
 * }
 * }</pre>
 *
 * <p>The annotation is not inherited: a subclass of a registered model is registered only if it says so itself.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RegisterProcessor {

    /**
     * The {@code architectures} entries of {@code config.json} that this class serves, for example
     * {@code "LlavaForConditionalGeneration"}. At least one; each may be registered once per application.
     *
     * <p>{@code "LlavaForConditionalGeneration:pixtral"} serves only checkpoints of that architecture whose {@code vision_config.model_type} is
     * {@code "pixtral"}, and there goes before a registration of the architecture alone: some architectures are the same in name only.
     *
     * @return the architecture names
     */
    String[] value();

    /**
     * How many items of a modality the model itself can take in one prompt. A modality without an entry is unlimited by the
     * model; an application still limits each prompt to {@value Limit#DEFAULT_PER_PROMPT} items unless it says otherwise.
     *
     * @return the limits, at most one per modality
     */
    Limit[] limits() default {};

    /**
     * One line about the model, shown where models are listed.
     *
     * @return the description, empty for none
     */
    String description() default "";

    /**
     * What is said by hand of limits and sizes, in place of what is derived from the declaration.
     *
     * @return a class that implements {@code io.multimodal4j.model.ProcessingInfo} and has a constructor without parameters; {@code Void} for none
     */
    Class<?> info() default Void.class;

    /**
     * The dummy inputs that are built by hand, in place of those that are generated.
     *
     * @return a class that implements {@code io.multimodal4j.model.DummyInputs} and has a constructor without parameters; {@code Void} for none
     */
    Class<?> dummyInputs() default Void.class;

    /**
     * The model's own image processor, in place of the one that the model directory names.
     *
     * @return a class that implements {@code io.multimodal4j.model.ImageProcessorFactory} and has a constructor without parameters; {@code Void} for none
     */
    Class<?> processor() default Void.class;
}
