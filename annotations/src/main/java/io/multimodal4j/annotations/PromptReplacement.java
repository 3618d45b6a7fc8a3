package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares how one item of a modality expands in the prompt: the annotated method says how many placeholder tokens the target
 * becomes for a given item.
 *
 * <p>The method is static, not private, returns {@code int} and takes, in any order and each at most once:
 *
 * <ul>
 *   <li>the model's config record;
 *   <li>the item's size: {@code io.multimodal4j.media.ImageSize} for {@link Modality#IMAGE}.
 * </ul>
 *
 * <p>It must be a pure function of those: it is called when a prompt is expanded, when tokens are counted from the pictures'
 * headers, and when the dummy inputs for memory profiling are sized. Declared once, those can never disagree.
 *
 * <p>{@link #target()} must be one token of the model's tokenizer; this is checked when a model directory is loaded.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PromptReplacement {

    /**
     * The modality whose items are put in the target's place.
     *
     * @return one of the names in {@link Modality}
     */
    String modality();

    /**
     * The placeholder in the prompt that an item takes, and the token that is repeated.
     *
     * @return for example {@code "<image>"}
     */
    String target();
}
