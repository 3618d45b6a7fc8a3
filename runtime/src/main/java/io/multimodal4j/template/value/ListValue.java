package io.multimodal4j.template.value;

import java.util.List;

/** A list. */
public final class ListValue extends SequenceValue {

    /** A list of elements, which are copied. */
    public ListValue(List<Value> items) {
        super(items);
    }

    @Override
    public ListValue like(List<Value> others) {
        return new ListValue(others);
    }

    @Override
    public String typeName() {
        return "list";
    }
}
