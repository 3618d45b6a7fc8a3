package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.DictView;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.Value;
import java.util.Map;
import java.util.Set;

/** The methods of dictionaries. */
final class DictMethods {

    static final Set<String> MUTATING = Set.of("clear", "pop", "popitem", "setdefault", "update");
    static final Set<String> UNSUPPORTED = Set.of("fromkeys");
    static final Map<String, Method<DictValue>> METHODS = Map.of(
            "copy",
                    (context, dict, arguments) -> {
                        arguments.bindPositional("copy");
                        return dict;
                    },
            "get", DictMethods::get,
            "items", view("items", DictView.Kind.ITEMS),
            "keys", view("keys", DictView.Kind.KEYS),
            "values", view("values", DictView.Kind.VALUES));

    private DictMethods() {}

    private static Method<DictValue> view(String name, DictView.Kind kind) {
        return (context, dict, arguments) -> {
            arguments.bindPositional(name);
            return new DictView(dict, kind);
        };
    }

    private static Value get(Context context, DictValue dict, Arguments arguments) {
        Arguments.Bound bound = arguments.bindPositional("get", "key", "default");
        return dict.find(bound.required("key")).orElseGet(() -> bound.get("default", NoneValue.NONE));
    }
}
