package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that the items of a modality are put at one place of the prompt, without a placeholder of their own: PaliGemma and BLIP-2 put their image
 * in front of the text. Several items are put there one behind the other, in their order.
 *
 * <p>What an item becomes is declared as for {@link PromptReplacement}, except that there is no target which {@link #embed()} could default to.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(PromptInsertions.class)
public @interface PromptInsertion {

    /**
     * The modality whose items are inserted.
     *
     * @return one of the names in {@link Modality}
     */
    String modality();

    /**
     * Where they are inserted.
     *
     * @return the place
     */
    InsertionPoint at();

    /**
     * The prefix or the target, for {@link InsertionPoint#AFTER_PREFIX} and {@link InsertionPoint#AFTER_TARGET}.
     *
     * @return a text, empty for the other places
     */
    String text() default "";

    /**
     * The token that receives embeddings and is repeated.
     *
     * @return a special token; empty only on a method that returns the whole content
     */
    String embed() default "";

    /**
     * How many embeddings every item has, where the annotation is on the model class.
     *
     * @return a number of at least 1 on a class, 0 on a method
     */
    int count() default 0;

    /**
     * What comes before the embeddings, without receiving any.
     *
     * @return a text, empty for nothing
     */
    String before() default "";

    /**
     * What comes after the embeddings, without receiving any.
     *
     * @return a text, empty for nothing
     */
    String after() default "";

    /**
     * Whose items come first where several updates insert at the same place: the lowest order.
     *
     * @return the order
     */
    int order() default 0;
}
