package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Several {@link PromptReplacement}s on one element; written by the compiler. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface PromptReplacements {

    /**
     * The annotations.
     *
     * @return in the order in which they are written
     */
    PromptReplacement[] value();
}
