package io.multimodal4j.template.eval;

import static java.util.Map.entry;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.Value;
import java.util.List;
import java.util.Map;

/** The filters that make strings of strings. Most of them take any value, and print it first. */
final class StringFilters {

    static final Map<String, FilterFunction> FILTERS = Map.ofEntries(
            entry("capitalize", printed("capitalize", Cases::capitalize)),
            entry("center", StringFilters::center),
            entry("e", printed("escape", Strings::escapeHtml)),
            entry("escape", printed("escape", Strings::escapeHtml)),
            entry(
                    "forceescape",
                    printed("forceescape", (context, text) -> Strings.escapeHtml(context, text.asMarkup(false)))),
            entry("format", StringFilters::format),
            entry("indent", StringFilters::indent),
            entry("lower", printed("lower", Cases::lower)),
            entry("replace", StringFilters::replace),
            entry("safe", printed("safe", (context, text) -> text.asMarkup(true))),
            entry("string", printed("string", (context, text) -> text)),
            entry("title", printed("title", Cases::titleWords)),
            entry("tojson", StringFilters::toJson),
            entry("trim", StringFilters::trim),
            entry("truncate", StringFilters::truncate),
            entry("upper", printed("upper", Cases::upper)),
            entry("wordcount", StringFilters::wordCount));

    private StringFilters() {}

    private interface Mapping {
        Text apply(Context context, Text text);
    }

    private static FilterFunction printed(String name, Mapping mapping) {
        return (context, input, arguments) -> {
            arguments.bind(name);
            return mapping.apply(context, context.str(input));
        };
    }

    private static Value trim(Context context, Value input, Arguments arguments) {
        Value set = arguments.bind("trim", "chars").get("chars", NoneValue.NONE);
        if (!(set instanceof Text) && !(set instanceof NoneValue)) {
            throw TemplateFailure.render("the argument of trim must be a string");
        }
        return Strings.strip(context.str(input), set, true, true);
    }

    private static Value center(Context context, Value input, Arguments arguments) {
        int width = arguments.bind("center", "width").integer("width", 80);
        return StringMethods.center(context, context.str(input), width, Text.of(" "));
    }

    private static Value replace(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("replace", "old", "new", "count");
        int count = bound.get("count", NoneValue.NONE) instanceof NoneValue ? -1 : bound.integer("count");
        Text old = context.str(bound.required("old"));
        return Strings.replace(context, context.str(input), old, context.str(bound.required("new")), count);
    }

    private static Value format(Context context, Value input, Arguments arguments) {
        if (!arguments.named().isEmpty()) {
            throw TemplateFailure.unsupported("the filter \"format\" with named arguments");
        }
        return new PercentFormat(context, context.str(input)).apply(new TupleValue(arguments.positional()));
    }

    private static Text requireText(String filter, Value input) {
        if (input instanceof Text text) {
            return text;
        }
        throw TemplateFailure.render(filter + " needs a string, not a value of type " + input.typeName());
    }

    private static Value indent(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("indent", "width", "first", "blank");
        Text text = requireText("indent", input);
        Value width = bound.get("width", IntValue.of(4));
        Text indention = width instanceof Text given
                ? given
                : context.text().repeat(Text.of(" "), bound.integer("width", 4)).toText();
        List<Value> lines =
                Strings.lines(context, context.text().append(text).append("\n").toText(), false);
        TextBuilder out = context.text();
        for (int i = 0; i < lines.size(); i++) {
            boolean indented = i == 0
                    ? bound.flag("first")
                    : bound.flag("blank") || lines.get(i).truth();
            out.append(i == 0 ? "" : "\n")
                    .append(indented ? indention : Text.EMPTY)
                    .append((Text) lines.get(i));
        }
        return out.toText().asMarkup(text.isMarkup());
    }

    private static Value truncate(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("truncate", "length", "killwords", "end", "leeway");
        Text end = bound.text("end", "...");
        int length = bound.integer("length", 255);
        int leeway = bound.get("leeway", NoneValue.NONE) instanceof NoneValue ? 5 : bound.integer("leeway");
        if (length < end.length() || leeway < 0) {
            throw TemplateFailure.render("truncate needs a length of at least " + end.length() + " and a leeway");
        }
        if (input.length() <= (long) length + leeway) {
            return input;
        }
        Text text = requireText("truncate", input);
        Text cut = text.slice(0, text.offset(length - end.length()));
        int blank = cut.chars().lastIndexOf(' ');
        boolean whole = bound.flag("killwords") || blank < 0;
        return context.text()
                .append(whole ? cut : cut.slice(0, blank))
                .append(end)
                .toText();
    }

    private static Value wordCount(Context context, Value input, Arguments arguments) {
        arguments.bind("wordcount");
        int words = 0;
        boolean within = false;
        for (int codePoint : context.str(input).chars().codePoints().toArray()) {
            boolean part = codePoint == '_' || CharacterTests.isAlphanumeric(codePoint);
            words += part && !within ? 1 : 0;
            within = part;
        }
        return IntValue.of(words);
    }

    private static Value toJson(Context context, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("tojson", "ensure_ascii", "indent", "separators", "sort_keys");
        return JsonWriter.of(context, bound).write(input);
    }
}
