package io.multimodal4j.model;

import io.multimodal4j.media.ItemSize;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a model says of its limits and sizes beyond its declaration. Every method has a default that means "derive it". Implementations are stateless, with a
 * constructor without parameters, and safe for any number of threads.
 *
 * @param <C> the model's config record
 */
public interface ProcessingInfo<C> {

    /** Everything is derived. */
    ProcessingInfo<Object> DERIVED = new ProcessingInfo<>() {};

    /**
     * The most items of a modality in one prompt, where that depends on the configuration.
     *
     * @param config the config record
     * @param modality the modality's name
     * @return empty for the declared limit; otherwise at most the declared limit counts
     */
    default OptionalInt limit(C config, String modality) {
        return OptionalInt.empty();
    }

    /**
     * An item size that has as many tokens as any.
     *
     * @param config the config record
     * @param modality the modality's name
     * @return empty for what the image processor says
     */
    default Optional<ItemSize> sizeWithMostFeatures(C config, String modality) {
        return Optional.empty();
    }

    /**
     * The most tokens that one item can become.
     *
     * @param config the config record
     * @param modality the modality's name
     * @param sequenceLength the longest sequence, in tokens
     * @return empty for the token count of the size with the most features
     */
    default OptionalInt maxTokensPerItem(C config, String modality, int sequenceLength) {
        return OptionalInt.empty();
    }

    /**
     * What stands for one item in the encoder's prompt, of encoder-decoder models. The prompt updates then apply to the encoder's prompt, which is this text once for each item of the request;
     * the prompt of the request is the decoder's and stays as it is.
     *
     * @param config the config record
     * @return a text with a placeholder; empty if the items are in the prompt itself
     */
    default Optional<String> encoderPrompt(C config) {
        return Optional.empty();
    }

    /**
     * Whether the tokenizer adds to a text what it puts around one, such as {@code <s>}.
     *
     * @param config the config record
     * @return true unless said otherwise
     */
    default boolean addsSpecialTokens(C config) {
        return true;
    }
}
