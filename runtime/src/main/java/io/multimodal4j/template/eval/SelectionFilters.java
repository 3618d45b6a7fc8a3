package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.GeneratorValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.Value;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code map}, {@code select} and their kin: generators that apply a filter or a test to each element when it is asked for, and complain no earlier. */
final class SelectionFilters {

    static final Map<String, FilterFunction> FILTERS = Map.of(
            "map", SelectionFilters::map,
            "reject", (context, input, arguments) -> select(context, input, arguments, false, false),
            "rejectattr", (context, input, arguments) -> select(context, input, arguments, true, false),
            "select", (context, input, arguments) -> select(context, input, arguments, false, true),
            "selectattr", (context, input, arguments) -> select(context, input, arguments, true, true));

    private SelectionFilters() {}

    private static Value select(
            Context context, Value input, Arguments arguments, boolean ofAttribute, boolean wanted) {
        return ofTruthy(input, () -> {
            OrderFilters.Condition condition = condition(context, arguments, ofAttribute);
            return OrderFilters.filtered(context, input, item -> condition.test(item) == wanted)
                    .iterator();
        });
    }

    private static OrderFilters.Condition condition(Context context, Arguments arguments, boolean ofAttribute) {
        List<Value> given = arguments.positional();
        if (ofAttribute && given.isEmpty()) {
            throw TemplateFailure.render("the name of the attribute is missing");
        }
        AttributePath path = AttributePath.of(context, ofAttribute ? given.get(0) : NoneValue.NONE);
        int used = ofAttribute ? 1 : 0;
        if (given.size() == used) {
            return item -> path.get(item).truth();
        }
        String test = name("test", given.get(used));
        Arguments rest = new Arguments(given.subList(used + 1, given.size()), arguments.named());
        return item -> Tests.apply(context, test, path.get(item), rest);
    }

    private static String name(String kind, Value value) {
        // The name may be the caller's, and then no message may quote it.
        boolean exists = value instanceof Text text
                && (kind.equals("test") ? Tests.isSupported(text.chars()) : Filters.exists(text.chars()));
        if (!exists) {
            throw TemplateFailure.render("there is no " + kind + " of this name");
        }
        return ((Text) value).chars();
    }

    private static Value map(Context context, Value input, Arguments arguments) {
        return ofTruthy(input, () -> {
            UnaryOperator<Value> mapping = mapping(context, arguments);
            Iterator<Value> items = input.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return items.hasNext();
                }

                @Override
                public Value next() {
                    context.budget().step();
                    return mapping.apply(items.next());
                }
            };
        });
    }

    private static UnaryOperator<Value> mapping(Context context, Arguments arguments) {
        List<Value> given = arguments.positional();
        if (given.isEmpty() && arguments.named().containsKey("attribute")) {
            Arguments.Bound bound = arguments.bind("map", "attribute", "default");
            AttributePath path = AttributePath.of(context, bound.required("attribute"));
            Value byDefault = bound.get("default", NoneValue.NONE);
            return item -> path.get(item, byDefault);
        }
        if (given.isEmpty()) {
            throw TemplateFailure.render("map needs a filter or an attribute");
        }
        String filter = name("filter", given.get(0));
        Arguments rest = new Arguments(given.subList(1, given.size()), new LinkedHashMap<>(arguments.named()));
        return item -> Filters.apply(context, filter, item, rest);
    }

    private interface Source {
        Iterator<Value> open();
    }

    /** A generator that is opened when it is first asked, and is empty if its input is false then. */
    private static GeneratorValue ofTruthy(Value input, Source source) {
        return new GeneratorValue(new Iterator<>() {
            private @Nullable Iterator<Value> items;

            private Iterator<Value> items() {
                if (items == null) {
                    items = input.truth() ? source.open() : List.<Value>of().iterator();
                }
                return items;
            }

            @Override
            public boolean hasNext() {
                return items().hasNext();
            }

            @Override
            public Value next() {
                return items().next();
            }
        });
    }
}
