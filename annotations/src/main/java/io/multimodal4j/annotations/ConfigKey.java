package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says where a config record's component is read from, when that is not simply its name in snake case.
 *
 * <p>Without this annotation {@code int imageTokenIndex} reads the required number {@code image_token_index}. Component types are
 * {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String}, an enum (its constants in lower case), another record (an object in the
 * JSON), {@code List} of any of those in boxed form, and {@code java.util.Optional} of any of those for a key that may be missing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface ConfigKey {

    /**
     * The keys to look for, in order: the first that is present is read. Checkpoints of different ages spell some keys
     * differently ({@code image_token_index}, {@code image_token_id}).
     *
     * @return the keys; empty means the component's name in snake case
     */
    String[] value() default {};

    /**
     * The value to use when no key is present, written as JSON would write it, without quotes for strings. Hugging Face leaves out of
     * {@code config.json} what equals the class's own default. Only for numbers, booleans, strings and enums. {@code defaultValue = ""} is the empty string.
     *
     * @return the default, one value; none means that the key is required
     */
    String[] defaultValue() default {};
}
