package io.multimodal4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/**
 * Says that a component of the config record is read from another file of the model directory than {@code config.json}.
 *
 * <p>The component is a record, whose components are read from the file's top level as those of the config record are from {@code config.json}, or {@code Optional} of a
 * record. A file that is not there counts as one without keys: a record all of whose components have defaults or are optional can be read from it, any other
 * says which key of which file is missing, and an {@code Optional} is empty.
 *
 * <p>Checkpoints keep the same in different files. What {@code processor_config.json} says under {@code image_processor} (or {@code feature_extractor}) and
 * {@code video_processor} counts as {@link #PREPROCESSOR} and {@link #VIDEO_PREPROCESSOR} where those files are not there, and {@link #PREPROCESSOR} as
 * {@link #VIDEO_PREPROCESSOR} where pictures and videos share it.
 *
 * <pre>{@code
 * record Qwen2VlConfig(VisionConfig visionConfig, @ConfigFile("preprocessor_config.json") Preprocessor preprocessor) {
 *   record Preprocessor(@ConfigKey(defaultValue = "3136") int minPixels, @ConfigKey(defaultValue = "12845056") int maxPixels) {}
 * }
 * }</pre>
 *
 * <p>Only for components of the config record itself, not of the records inside it, and not together with {@link ConfigKey}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface ConfigFile {

    /** What configures the image processor, or whichever processor the model has. */
    String PREPROCESSOR = "preprocessor_config.json";

    /** What configures the video processor, where it has a file of its own. */
    String VIDEO_PREPROCESSOR = "video_preprocessor_config.json";

    /** What configures the processor as a whole: the number of tokens of an image, templates, and in newer checkpoints the other processors too. */
    String PROCESSOR = "processor_config.json";

    /** What configures generation. */
    String GENERATION = "generation_config.json";

    /** The ids of the tokens that were added to the tokenizer's vocabulary, by their text. */
    String ADDED_TOKENS = "added_tokens.json";

    /** Every file that can be named. */
    List<String> ALL = List.of(PREPROCESSOR, VIDEO_PREPROCESSOR, PROCESSOR, GENERATION, ADDED_TOKENS);

    /**
     * The name of the file.
     *
     * @return one of the names above
     */
    String value();
}
