package io.multimodal4j.prompt;

import io.multimodal4j.config.ProcessorKwargs;
import java.util.Map;

/**
 * What a prompt says beside its segments and items.
 *
 * @param addsSpecialTokens whether the tokenizer adds what it puts around a text
 * @param keepsExtraPlaceholders whether placeholders without an item stay
 * @param processorKwargs processor options
 * @param cacheSalt what tells its tenant from others
 * @param limits items by modality, below the processor's limits
 */
record PromptOptions(
        boolean addsSpecialTokens,
        boolean keepsExtraPlaceholders,
        ProcessorKwargs processorKwargs,
        String cacheSalt,
        Map<String, Integer> limits) {

    static final PromptOptions DEFAULT = new PromptOptions(true, false, ProcessorKwargs.NONE, "", Map.of());

    PromptOptions withoutSpecialTokens() {
        return new PromptOptions(false, keepsExtraPlaceholders, processorKwargs, cacheSalt, limits);
    }

    PromptOptions keepingExtraPlaceholders() {
        return new PromptOptions(addsSpecialTokens, true, processorKwargs, cacheSalt, limits);
    }

    PromptOptions withProcessorKwargs(ProcessorKwargs kwargs) {
        return new PromptOptions(addsSpecialTokens, keepsExtraPlaceholders, kwargs, cacheSalt, limits);
    }

    PromptOptions withCacheSalt(String salt) {
        return new PromptOptions(addsSpecialTokens, keepsExtraPlaceholders, processorKwargs, salt, limits);
    }

    PromptOptions withLimits(Map<String, Integer> newLimits) {
        return new PromptOptions(addsSpecialTokens, keepsExtraPlaceholders, processorKwargs, cacheSalt, newLimits);
    }
}
