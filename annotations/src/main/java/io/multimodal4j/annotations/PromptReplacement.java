package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares how one item of a modality expands in the prompt: what is put in the place of the modality's target.
 *
 * <p><b>On a method</b> the method says what an item becomes. It is static, not private, and returns
 *
 * <ul>
 *   <li>{@code int}: the number of times that the {@link #embed()} token is repeated, between {@link #before()} and {@link #after()};
 *   <li>{@code io.multimodal4j.prompt.PromptContent}: the whole sequence, for rows, breaks, tiles and text. {@code before}, {@code after} and
 *       {@code embed} are then not used and must not be given.
 * </ul>
 *
 * It takes, in any order and each at most once: the model's config record; the item's size ({@code io.multimodal4j.media.ImageSize},
 * {@code VideoSize} or {@code AudioLength}, whichever belongs to the modality); {@code io.multimodal4j.media.ItemInfo}, which also knows the item's
 * index and how many items of its modality there are. It must be a pure function of those: it is called when a prompt is expanded, when
 * tokens are counted from headers, and when the dummy inputs for memory profiling are sized. Declared once, those can never disagree.
 *
 * <p><b>On the model class</b> every item becomes the same: {@link #embed()} repeated {@link #count()} times, between {@link #before()} and
 * {@link #after()}.
 *
 * <p>Texts are resolved to token ids when a model directory is loaded, and special tokens must be kept whole by its tokenizer.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(PromptReplacements.class)
public @interface PromptReplacement {

    /**
     * The modality whose items are put in the target's place.
     *
     * @return one of the names in {@link Modality}
     */
    String modality();

    /**
     * The placeholder in the prompt that an item takes. <code>{n}</code> in it stands for the item's number from 1, for targets such as
     * {@code "<|image_1|>"}: the number decides which item is meant, wherever the target stands.
     *
     * @return for example {@code "<image>"}
     */
    String target();

    /**
     * The token that receives embeddings and is repeated.
     *
     * @return a special token; empty means the target, if that is not numbered
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
     * Who wins where the targets of several updates match at the same place: the lowest order. Needed only where one target is the other or the other's
     * beginning.
     *
     * @return the order
     */
    int order() default 0;
}
