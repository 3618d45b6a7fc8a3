package io.multimodal4j.processing;

import io.multimodal4j.prompt.ContentResolver;
import io.multimodal4j.prompt.ItemContents;
import io.multimodal4j.prompt.Prompt;
import io.multimodal4j.prompt.PromptExpander;
import io.multimodal4j.prompt.PromptTokenizer;
import io.multimodal4j.prompt.PromptUpdate;
import io.multimodal4j.prompt.TokenizedPrompt;
import io.multimodal4j.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What becomes of the text of a request: of models with one prompt the prompt in which the items are, of encoder-decoder models the decoder's prompt beside that of the encoder,
 * in which they are. Immutable, safe for any number of threads.
 */
final class PromptForms {

    private static final int[] NONE = {};

    private final PromptTokenizer tokenizer;
    private final PromptExpander expander;
    private final Optional<int[]> encoderPrompt;
    private final boolean addsSpecialTokens;

    /**
     * A prompt, or the two of them.
     *
     * @param promptTokenIds the prompt, or the decoder's
     * @param encoder the encoder's prompt; empty if the model has one prompt
     * @param expansion the prompt with the items: the encoder's if there is one
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Expanded(int[] promptTokenIds, Optional<int[]> encoder, PromptExpander.Expansion expansion) {}

    PromptForms(List<PromptUpdate> updates, ModelPrompts prompts, Tokenizer tokenizer, ContentResolver resolver) {
        this.encoderPrompt = prompts.encoderPrompt().map(resolver::tokens);
        this.addsSpecialTokens = prompts.addsSpecialTokens();
        this.expander = new PromptExpander(updates, resolver);
        // In a decoder's prompt nothing stands for an item.
        this.tokenizer = new PromptTokenizer(tokenizer, resolver, encoderPrompt.isPresent() ? List.of() : updates);
    }

    TokenizedPrompt tokenize(Prompt prompt) {
        return tokenizer.tokenize(addsSpecialTokens ? prompt : prompt.withoutSpecialTokens());
    }

    Expanded expand(TokenizedPrompt tokens, ItemContents contents, int items, boolean keepsExtraPlaceholders) {
        if (encoderPrompt.isEmpty()) {
            PromptExpander.Expansion whole = expander.expand(tokens, contents, keepsExtraPlaceholders);
            return new Expanded(whole.tokenIds(), Optional.empty(), whole);
        }
        PromptExpander.Expansion encoder = expander.expand(
                TokenizedPrompt.of(repeated(encoderPrompt.get(), items)), contents, keepsExtraPlaceholders);
        return new Expanded(tokens.tokenIds(), Optional.of(encoder.tokenIds()), encoder);
    }

    /** Without items nothing is encoded. */
    private static int[] repeated(int[] tokens, int times) {
        return times == 0
                ? NONE
                : IntStream.range(0, times).flatMap(i -> Arrays.stream(tokens)).toArray();
    }
}
