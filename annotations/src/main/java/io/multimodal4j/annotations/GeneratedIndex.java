package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put by the annotation processor on the index that it generates, never by hand. A compilation of only some of a module's sources
 * reads it from the previous index, so that the new one does not lose the models that were not compiled again.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface GeneratedIndex {

    /**
     * The models of the index.
     *
     * @return the canonical names of the model classes, sorted
     */
    String[] value();
}
