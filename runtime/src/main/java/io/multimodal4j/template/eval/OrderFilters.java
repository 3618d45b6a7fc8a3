package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.GeneratorValue;
import io.multimodal4j.template.value.HashKey;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The filters that compare elements with each other, ignoring case unless they are told not to. */
final class OrderFilters {

    static final Map<String, FilterFunction> FILTERS = Map.of(
            "dictsort", OrderFilters::dictSort,
            "max", (context, input, arguments) -> extreme("max", context, input, arguments),
            "min", (context, input, arguments) -> extreme("min", context, input, arguments),
            "sort", OrderFilters::sort,
            "unique", OrderFilters::unique);

    private OrderFilters() {}

    /**
     * An element with what it is compared by.
     *
     * @param key what it is compared by
     * @param item the element
     */
    private record Keyed<T>(Value key, T item) {}

    private static UnaryOperator<Value> folded(Context context, boolean caseSensitive) {
        return value -> !caseSensitive && value instanceof Text text ? Cases.lower(context, text) : value;
    }

    private static <T> List<T> sorted(Context context, List<Keyed<T>> items, boolean reverse) {
        Comparisons comparisons = context.comparisons();
        BiPredicate<Keyed<T>, Keyed<T>> less = reverse
                ? (left, right) -> comparisons.less(right.key(), left.key())
                : (left, right) -> comparisons.less(left.key(), right.key());
        List<T> sorted = new ArrayList<>(items.size());
        MergeSort.sort(items, less).forEach(keyed -> sorted.add(keyed.item()));
        return sorted;
    }

    private static Value sort(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("sort", "reverse", "case_sensitive", "attribute");
        List<AttributePath> paths = AttributePath.several(context, bound.get("attribute", NoneValue.NONE));
        UnaryOperator<Value> fold = folded(context, bound.flag("case_sensitive"));
        List<Keyed<Value>> keyed = new ArrayList<>();
        for (Value item : context.items(input)) {
            List<Value> keys = new ArrayList<>(paths.size());
            paths.forEach(path -> keys.add(fold.apply(path.get(item))));
            keyed.add(new Keyed<>(new ListValue(keys), item));
        }
        return new ListValue(sorted(context, keyed, bound.strictFlag("reverse")));
    }

    private static Value dictSort(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("dictsort", "case_sensitive", "by", "reverse");
        String by = bound.text("by", "key").chars();
        if (!by.equals("key") && !by.equals("value")) {
            throw TemplateFailure.render("a dictionary is sorted by \"key\" or by \"value\"");
        }
        if (!(input instanceof DictValue dict)) {
            throw TemplateFailure.render("a value of type " + input.typeName() + " is no dictionary");
        }
        UnaryOperator<Value> fold = folded(context, bound.flag("case_sensitive"));
        context.budget().elements(dict.length());
        List<Keyed<Value>> keyed = new ArrayList<>();
        for (DictValue.Entry entry : dict.entries()) {
            keyed.add(new Keyed<>(fold.apply(by.equals("key") ? entry.key() : entry.value()), entry.toTuple()));
        }
        return new ListValue(sorted(context, keyed, bound.strictFlag("reverse")));
    }

    private static Value extreme(String name, Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind(name, "case_sensitive", "attribute");
        AttributePath path = AttributePath.of(context, bound.get("attribute", NoneValue.NONE));
        UnaryOperator<Value> fold = folded(context, bound.flag("case_sensitive"));
        Iterator<Value> items = input.iterator();
        if (!items.hasNext()) {
            return new UndefinedValue("there is no element to choose from");
        }
        Value best = items.next();
        Value bestKey = fold.apply(path.get(best));
        while (items.hasNext()) {
            context.budget().step();
            Value item = items.next();
            Value key = fold.apply(path.get(item));
            if (context.comparisons().compare(name.equals("max") ? ">" : "<", key, bestKey)) {
                best = item;
                bestKey = key;
            }
        }
        return best;
    }

    private static Value unique(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("unique", "case_sensitive", "attribute");
        AttributePath path = AttributePath.of(context, bound.get("attribute", NoneValue.NONE));
        UnaryOperator<Value> fold = folded(context, bound.flag("case_sensitive"));
        Set<Object> seen = new HashSet<>();
        return filtered(context, input, item -> seen.add(HashKey.of(fold.apply(path.get(item)))));
    }

    /** Whether an element is taken. */
    interface Condition {
        boolean test(Value item);
    }

    /** A generator of the elements that a condition takes, each asked when it is needed. */
    static GeneratorValue filtered(Context context, Value input, Condition condition) {
        return new GeneratorValue(new Iterator<>() {
            private @Nullable Iterator<Value> items;
            private @Nullable Value next;

            @Override
            public boolean hasNext() {
                Iterator<Value> source = items == null ? input.iterator() : items;
                items = source;
                while (next == null && source.hasNext()) {
                    context.budget().step();
                    Value item = source.next();
                    next = condition.test(item) ? item : null;
                }
                return next != null;
            }

            @Override
            public Value next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException();
                }
                Value item = next;
                next = null;
                return item;
            }
        });
    }
}
