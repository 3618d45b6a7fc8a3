package io.multimodal4j.template.eval;

import static java.util.Map.entry;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.DictView;
import io.multimodal4j.template.value.GeneratorValue;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.RangeValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The filters that look at the elements of a value, and those that look at whether there is one. */
final class SequenceFilters {

    static final Map<String, FilterFunction> FILTERS = Map.ofEntries(
            entry("attr", SequenceFilters::attribute),
            entry("batch", SequenceFilters::batch),
            entry("count", SequenceFilters::length),
            entry("d", SequenceFilters::byDefault),
            entry("default", SequenceFilters::byDefault),
            entry("first", SequenceFilters::first),
            entry("items", SequenceFilters::items),
            entry("join", SequenceFilters::join),
            entry("last", SequenceFilters::last),
            entry("length", SequenceFilters::length),
            entry("list", SequenceFilters::list),
            entry("reverse", SequenceFilters::reverse),
            entry("slice", SequenceFilters::slice),
            entry("sum", SequenceFilters::sum));

    private SequenceFilters() {}

    private static Value attribute(Context context, Value input, Arguments arguments) {
        return context.attributes()
                .attributeOnly(
                        input, arguments.bind("attr", "name").text("name").chars());
    }

    private static Value byDefault(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("default", "default_value", "boolean");
        boolean missing = input instanceof UndefinedValue || (bound.flag("boolean") && !input.truth());
        return missing ? bound.get("default_value", Text.EMPTY) : input;
    }

    private static Value length(Context context, Value input, Arguments arguments) {
        arguments.bind("length");
        return IntValue.of(input.length());
    }

    private static Value list(Context context, Value input, Arguments arguments) {
        arguments.bind("list");
        return context.list(input);
    }

    private static Value first(Context context, Value input, Arguments arguments) {
        arguments.bind("first");
        Iterator<Value> items = input.iterator();
        return items.hasNext() ? items.next() : new UndefinedValue("there is no first element");
    }

    private static Value last(Context context, Value input, Arguments arguments) {
        arguments.bind("last");
        if (!isReversible(input)) {
            throw TemplateFailure.render("a value of type " + input.typeName() + " has no last element");
        }
        List<Value> items = context.items(input);
        return items.isEmpty() ? new UndefinedValue("there is no last element") : items.get(items.size() - 1);
    }

    private static boolean isReversible(Value value) {
        return value instanceof Text
                || value instanceof SequenceValue
                || value instanceof DictValue
                || value instanceof DictView
                || value instanceof RangeValue
                || value instanceof UndefinedValue;
    }

    private static Value reverse(Context context, Value input, Arguments arguments) {
        arguments.bind("reverse");
        if (input instanceof Text text) {
            return Strings.reverse(context, text);
        }
        List<Value> items = context.items(input);
        Collections.reverse(items);
        return isReversible(input) ? new GeneratorValue(items.iterator()) : new ListValue(items);
    }

    private static Value join(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("join", "d", "attribute");
        AttributePath path = AttributePath.of(context, bound.get("attribute", NoneValue.NONE));
        Text separator = context.str(bound.get("d", Text.EMPTY)).asMarkup(false);
        List<Text> parts = new ArrayList<>();
        Iterator<Value> items = input.iterator();
        while (items.hasNext()) {
            context.budget().elements(1);
            parts.add(context.str(path.get(items.next())));
        }
        return Strings.join(context, separator, parts);
    }

    private static Value items(Context context, Value input, Arguments arguments) {
        arguments.bind("items");
        return lazily(() -> {
            if (input instanceof UndefinedValue) {
                return List.of();
            }
            if (input instanceof DictValue dict) {
                return new DictView(dict, DictView.Kind.ITEMS).items();
            }
            throw TemplateFailure.render("a value of type " + input.typeName() + " has no items");
        });
    }

    private interface Items {
        List<Value> get();
    }

    /** A generator that computes nothing, and fails in nothing, before it is asked. */
    private static GeneratorValue lazily(Items items) {
        return new GeneratorValue(new Iterator<>() {
            private Iterator<Value> computed = Collections.emptyIterator();
            private boolean started;

            @Override
            public boolean hasNext() {
                if (!started) {
                    started = true;
                    computed = items.get().iterator();
                }
                return computed.hasNext();
            }

            @Override
            public Value next() {
                boolean ignored = hasNext();
                return computed.next();
            }
        });
    }

    private static Value sum(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("sum", "attribute", "start");
        AttributePath path = AttributePath.of(context, bound.get("attribute", NoneValue.NONE));
        Value sum = bound.get("start", IntValue.of(0));
        if (sum instanceof Text) {
            throw TemplateFailure.render("strings are put together by join, not by sum");
        }
        Iterator<Value> items = input.iterator();
        while (items.hasNext()) {
            context.budget().step();
            sum = context.arithmetic().add(sum, path.get(items.next()));
        }
        return sum;
    }

    private static Value batch(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("batch", "linecount", "fill_with");
        int size = bound.integer("linecount");
        if (size <= 0) {
            throw TemplateFailure.unsupported("batches of " + size + " elements");
        }
        return lazily(() -> {
            List<Value> items = context.items(input);
            List<Value> batches = new ArrayList<>();
            for (int from = 0; from < items.size(); from += size) {
                List<Value> batch = new ArrayList<>(items.subList(
                        from, Math.min((int) Math.min((long) from + size, items.size()), items.size())));
                fill(context, batch, size, bound.get("fill_with", NoneValue.NONE));
                batches.add(new ListValue(batch));
            }
            return batches;
        });
    }

    private static void fill(Context context, List<Value> items, int size, Value filling) {
        if (!(filling instanceof NoneValue)) {
            context.budget().elements(Math.max(0, size - items.size()));
            while (items.size() < size) {
                items.add(filling);
            }
        }
    }

    private static Value slice(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("slice", "slices", "fill_with");
        int count = bound.integer("slices");
        return lazily(() -> slices(context, context.items(input), count, bound.get("fill_with", NoneValue.NONE)));
    }

    private static List<Value> slices(Context context, List<Value> items, int count, Value filling) {
        if (count == 0) {
            throw TemplateFailure.render("division by zero");
        }
        context.budget().elements(Math.max(0, count));
        List<Value> slices = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            boolean longer = i < items.size() % count;
            int to = from + items.size() / count + (longer ? 1 : 0);
            List<Value> slice = new ArrayList<>(items.subList(from, to));
            if (!longer && !(filling instanceof NoneValue)) {
                slice.add(filling);
            }
            slices.add(new ListValue(slice));
            from = to;
        }
        return slices;
    }
}
