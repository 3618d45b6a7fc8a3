package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the item size that has as many tokens as any, for dummy inputs; where the model says nothing, the image processor of the model directory does.
 *
 * <p>On a static method, not private, that returns the size type of the modality ({@code io.multimodal4j.media.ImageSize}, {@code VideoSize} or
 * {@code AudioLength}) and takes the model's config record or nothing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SizeWithMostFeatures {

    /**
     * The modality of the items.
     *
     * @return one of the names in {@link Modality}
     */
    String modality();
}
