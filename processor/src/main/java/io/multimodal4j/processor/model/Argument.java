package io.multimodal4j.processor.model;

/** What generated code can pass to a model's constructor or token-count method. */
public enum Argument {
    /** The config record. */
    CONFIG,
    /** The application's context. */
    CONTEXT,
    /** The size of the item. */
    SIZE
}
