package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The most items of one modality that a model supports in one prompt, as an element of {@link RegisterProcessor#limits()}.
 *
 * <p>PaliGemma, for example, takes one image: {@code limits = @Limit(modality = IMAGE, max = 1)}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Limit {

    /** Items per modality and prompt where neither the model nor the application says otherwise (vLLM's default). */
    int DEFAULT_PER_PROMPT = 999;

    /**
     * The modality that is limited.
     *
     * @return one of the names in {@link Modality}
     */
    String modality();

    /**
     * The most items that one prompt may carry.
     *
     * @return a number of at least 1
     */
    int max();
}
