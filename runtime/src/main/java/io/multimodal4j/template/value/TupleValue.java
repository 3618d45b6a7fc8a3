package io.multimodal4j.template.value;

import java.util.List;

/** A tuple. */
public final class TupleValue extends SequenceValue {

    /** A tuple of elements, which are copied. */
    public TupleValue(List<Value> items) {
        super(items);
    }

    @Override
    public TupleValue like(List<Value> others) {
        return new TupleValue(others);
    }

    @Override
    public String typeName() {
        return "tuple";
    }
}
