package io.multimodal4j.template.value;

/**
 * What one rendering may use. Templates come from downloaded model directories: one that never ends, or doubles a string forty times, ends here. Not thread-safe:
 * every rendering has its own.
 */
public final class Budget {

    /** The characters that an element of a list counts for, about its bytes. */
    private static final int ELEMENT = 16;

    private final int maxDepth;
    private long steps;
    private long characters;
    private int depth;

    /**
     * A budget that nothing is spent of.
     *
     * @param steps the expressions and statements that may be evaluated, and elements that may be looked at
     * @param characters the characters that all strings together may have, those that are thrown away too
     * @param maxDepth how deep evaluation may nest
     */
    public Budget(long steps, long characters, int maxDepth) {
        this.steps = steps;
        this.characters = characters;
        this.maxDepth = maxDepth;
    }

    /** Spends one step. */
    public void step() {
        steps(1);
    }

    /** Spends steps. */
    public void steps(long count) {
        steps -= count;
        if (steps < 0) {
            throw TemplateFailure.limit("the template takes too many steps");
        }
    }

    /** Spends the memory of a string, before it is made. */
    public void characters(long count) {
        characters -= count;
        if (characters < 0) {
            throw TemplateFailure.limit("the template makes too much text");
        }
    }

    /** Spends the memory and the steps of the elements of a list, before they are made. */
    public void elements(long count) {
        steps(count);
        characters(Math.multiplyExact(count, ELEMENT));
    }

    /** Goes one level deeper; {@link #leave} comes back. */
    public void enter() {
        step();
        if (++depth > maxDepth) {
            throw TemplateFailure.limit("the template nests deeper than " + maxDepth + " levels");
        }
    }

    /** Comes back one level. */
    public void leave() {
        depth--;
    }
}
