package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All filters by name. */
final class Filters {

    /** Those of Jinja2 that no chat template needs. */
    static final Set<String> UNSUPPORTED = Set.of(
            "filesizeformat", "groupby", "pprint", "random", "striptags", "urlencode", "urlize", "wordwrap", "xmlattr");

    private static final Map<String, FilterFunction> ALL = all();

    private Filters() {}

    private static Map<String, FilterFunction> all() {
        Map<String, FilterFunction> all = new HashMap<>();
        all.putAll(StringFilters.FILTERS);
        all.putAll(NumberFilters.FILTERS);
        all.putAll(SequenceFilters.FILTERS);
        all.putAll(OrderFilters.FILTERS);
        all.putAll(SelectionFilters.FILTERS);
        return Map.copyOf(all);
    }

    static boolean isSupported(String name) {
        return ALL.containsKey(name);
    }

    /** Whether Jinja2, as Hugging Face configures it, has a filter. */
    static boolean exists(String name) {
        return isSupported(name) || UNSUPPORTED.contains(name);
    }

    static Value apply(Context context, String name, Value input, Arguments arguments) {
        FilterFunction filter = ALL.get(name);
        if (filter == null) {
            throw exists(name)
                    ? TemplateFailure.unsupported("the filter \"" + name + "\"")
                    : TemplateFailure.render("there is no filter \"" + name + "\"");
        }
        context.budget().steps(input instanceof Text text ? text.chars().length() >> 6 : 0);
        return context.charged(filter.apply(context, input, arguments));
    }
}
