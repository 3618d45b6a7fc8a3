package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the most tokens that one item can become, where that depends on how long a sequence may be; otherwise it is the token count of the
 * {@linkplain SizeWithMostFeatures size with the most features}.
 *
 * <p>On a static method, not private, that returns {@code int} and takes, in any order and each at most once, the model's config record and an {@code int}, the
 * longest sequence in tokens.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MaxTokensPerItem {

    /**
     * The modality of the items.
     *
     * @return one of the names in {@link Modality}
     */
    String modality();
}
