package io.multimodal4j.template.value;

import java.util.Iterator;

/** What lazy filters such as {@code map} and {@code select} return: it can be iterated once, and has neither a length nor elements to index. */
public final class GeneratorValue implements Value {

    private final Iterator<Value> items;

    /** A generator of what an iterator gives. */
    public GeneratorValue(Iterator<Value> items) {
        this.items = items;
    }

    @Override
    public String typeName() {
        return "generator";
    }

    @Override
    public Iterator<Value> iterator() {
        return items;
    }
}
