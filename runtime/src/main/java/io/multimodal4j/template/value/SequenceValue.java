package io.multimodal4j.template.value;

import java.util.Iterator;
import java.util.List;

/** A list or a tuple. Immutable: the sandbox of Hugging Face's templates does not let lists be changed. */
public abstract sealed class SequenceValue implements Value permits ListValue, TupleValue {

    private final List<Value> items;

    SequenceValue(List<Value> items) {
        this.items = List.copyOf(items);
    }

    /** The elements, unmodifiable. */
    public final List<Value> items() {
        return items;
    }

    /** A sequence of the same type with other elements. */
    public abstract SequenceValue like(List<Value> others);

    @Override
    public final boolean truth() {
        return !items.isEmpty();
    }

    @Override
    public final int length() {
        return items.size();
    }

    @Override
    public final Iterator<Value> iterator() {
        return items.iterator();
    }
}
