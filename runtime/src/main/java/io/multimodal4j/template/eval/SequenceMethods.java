package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.Value;
import java.util.Map;
import java.util.Set;

/** The methods of lists and tuples that do not change them. */
final class SequenceMethods {

    static final Set<String> MUTATING =
            Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");

    static final Map<String, Method<ListValue>> OF_LISTS =
            Map.of("copy", SequenceMethods::copy, "count", SequenceMethods::count, "index", SequenceMethods::index);
    static final Map<String, Method<TupleValue>> OF_TUPLES =
            Map.of("count", SequenceMethods::count, "index", SequenceMethods::index);

    private SequenceMethods() {}

    private static Value copy(Context context, ListValue list, Arguments arguments) {
        arguments.bindPositional("copy");
        return new ListValue(list.items());
    }

    private static Value count(Context context, SequenceValue sequence, Arguments arguments) {
        Value wanted = arguments.bindPositional("count", "value").required("value");
        int count = 0;
        for (Value item : sequence.items()) {
            count += context.comparisons().equal(item, wanted) ? 1 : 0;
        }
        return IntValue.of(count);
    }

    private static Value index(Context context, SequenceValue sequence, Arguments arguments) {
        Arguments.Bound bound = arguments.bindPositional("index", "value", "start", "stop");
        int length = sequence.length();
        int from = place(bound.integer("start", 0), length);
        int to = place(bound.integer("stop", length), length);
        for (int i = from; i < to; i++) {
            if (context.comparisons().equal(sequence.items().get(i), bound.required("value"))) {
                return IntValue.of(i);
            }
        }
        throw TemplateFailure.render("the " + sequence.typeName() + " has no such element");
    }

    private static int place(int index, int length) {
        return Math.max(0, Math.min(length, index < 0 ? index + length : index));
    }
}
