package io.multimodal4j.processing;

import java.util.Optional;

/**
 * What a model says of the prompts of its requests.
 *
 * @param encoderPrompt of encoder-decoder models, what stands for one item in the encoder's prompt; empty if the items are in the prompt itself
 * @param addsSpecialTokens whether the tokenizer adds to a text what it puts around one, unless the request says that it shall not
 */
public record ModelPrompts(Optional<String> encoderPrompt, boolean addsSpecialTokens) {

    /** One prompt, to which the tokenizer adds its own tokens. */
    public static final ModelPrompts ONE = new ModelPrompts(Optional.empty(), true);
}
