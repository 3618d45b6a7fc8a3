package io.multimodal4j.annotations;

/**
 * How the values of several items are laid out in one field, and so how a field is split into items and merged again.
 * The kinds are vLLM's field configurations of the same names.
 */
public enum Layout {

    /**
     * Element {@code i} along dimension 0 belongs to item {@code i}. Items of equal shape are stacked into one tensor; items of
     * different shapes stay a list.
     */
    BATCHED,

    /**
     * The items lie one behind the other along dimension 0, each with its own number of rows, which the field named by
     * {@link MultiModalField#sizes()} gives.
     */
    FLAT,

    /** One value that every item of the prompt shares. */
    SHARED
}
