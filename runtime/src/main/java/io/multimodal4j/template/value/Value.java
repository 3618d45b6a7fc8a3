package io.multimodal4j.template.value;

import java.util.Iterator;

/** A value, with what Python lets every value be asked. */
public sealed interface Value
        permits BoolValue,
                DictValue,
                DictView,
                FloatValue,
                FunctionValue,
                GeneratorValue,
                HostObject,
                IntValue,
                NoneValue,
                RangeValue,
                SequenceValue,
                Text,
                UndefinedValue {

    /** The name of the type in Python, for messages. */
    String typeName();

    /** Whether the value counts as true. */
    default boolean truth() {
        return true;
    }

    /** The number of elements. */
    default int length() {
        throw TemplateFailure.render("a value of type " + typeName() + " has no length");
    }

    /** The elements, one by one. */
    default Iterator<Value> iterator() {
        throw TemplateFailure.render("a value of type " + typeName() + " cannot be iterated");
    }
}
