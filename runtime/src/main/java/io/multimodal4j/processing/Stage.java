package io.multimodal4j.processing;

/** The stages of a request whose time is taken. */
public enum Stage {
    /** Reading the items' headers. */
    OPEN,
    /** Computing the items' keys. */
    HASH,
    /** Text to token ids. */
    TOKENIZE,
    /** Placeholders to ranges. */
    EXPAND,
    /** Decoding items that are in no cache. */
    DECODE,
    /** Making fields of them. */
    PREPROCESS,
    /** Waiting for items that other requests are processing. */
    WAIT
}
