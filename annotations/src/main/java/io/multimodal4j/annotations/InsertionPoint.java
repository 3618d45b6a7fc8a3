package io.multimodal4j.annotations;

/** Where a {@link PromptInsertion} puts its items. */
public enum InsertionPoint {
    /** Before the first token, which includes what the tokenizer puts there. */
    START,
    /** Behind {@link PromptInsertion#text()}, with which the prompt must begin: {@code "<s>"} for behind the first token of a Llama prompt. */
    AFTER_PREFIX,
    /** Behind the first occurrence of {@link PromptInsertion#text()}. */
    AFTER_TARGET,
    /** Behind the last token. */
    END
}
