package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code json.dumps}, which Hugging Face puts in the place of Jinja2's filter {@code tojson}: nothing is escaped for HTML. What strings of the data become stays
 * marked as data.
 */
final class JsonWriter {

    private final Context context;
    private final boolean ascii;
    private final @Nullable Text indent;
    private final Text itemSeparator;
    private final Text keySeparator;
    private final boolean sorted;
    private final TextBuilder out;

    private JsonWriter(
            Context context,
            boolean ascii,
            @Nullable Text indent,
            Text itemSeparator,
            Text keySeparator,
            boolean sorted) {
        this.context = context;
        this.ascii = ascii;
        this.indent = indent;
        this.itemSeparator = itemSeparator;
        this.keySeparator = keySeparator;
        this.sorted = sorted;
        this.out = context.text();
    }

    static JsonWriter of(Context context, Arguments.Bound options) {
        Value indent = options.get("indent", NoneValue.NONE);
        Value separators = options.get("separators", NoneValue.NONE);
        List<Value> pair = separators instanceof NoneValue
                ? List.of(Text.of(indent instanceof NoneValue ? ", " : ","), Text.of(": "))
                : context.items(separators);
        if (pair.size() != 2 || !(pair.get(0) instanceof Text item) || !(pair.get(1) instanceof Text key)) {
            throw TemplateFailure.render("the separators of tojson are two strings");
        }
        return new JsonWriter(
                context,
                options.flag("ensure_ascii"),
                indent instanceof NoneValue ? null : indention(context, options, indent),
                item,
                key,
                options.flag("sort_keys"));
    }

    private static Text indention(Context context, Arguments.Bound options, Value indent) {
        return indent instanceof Text text
                ? text
                : context.text().repeat(Text.of(" "), options.integer("indent")).toText();
    }

    Text write(Value value) {
        value(value, 0);
        return out.toText();
    }

    private void value(Value value, int level) {
        context.budget().step();
        if (value instanceof Text text) {
            string(text);
        } else if (value instanceof NoneValue) {
            out.append("null");
        } else if (value instanceof BoolValue bool) {
            out.append(bool.truth() ? "true" : "false");
        } else if (Numbers.isNumber(value)) {
            out.append(number(value));
        } else if (value instanceof SequenceValue sequence) {
            list(sequence, level);
        } else if (value instanceof DictValue dict) {
            dict(dict, level);
        } else {
            throw TemplateFailure.render("a value of type " + value.typeName() + " cannot be written as JSON");
        }
    }

    private static String number(Value value) {
        if (!(value instanceof FloatValue floating)) {
            return Numbers.digits(Numbers.whole(value));
        }
        double number = floating.value();
        if (Double.isFinite(number)) {
            return FloatText.of(number);
        }
        return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }

    private void list(SequenceValue sequence, int level) {
        if (!sequence.truth()) {
            out.append("[]");
            return;
        }
        out.append("[");
        Iterator<Value> items = sequence.iterator();
        while (items.hasNext()) {
            line(level + 1);
            value(items.next(), level + 1);
            if (items.hasNext()) {
                out.append(itemSeparator);
            }
        }
        line(level);
        out.append("]");
    }

    private void dict(DictValue dict, int level) {
        if (!dict.truth()) {
            out.append("{}");
            return;
        }
        out.append("{");
        Iterator<DictValue.Entry> entries = entries(dict).iterator();
        while (entries.hasNext()) {
            DictValue.Entry entry = entries.next();
            line(level + 1);
            key(entry.key());
            out.append(keySeparator);
            value(entry.value(), level + 1);
            if (entries.hasNext()) {
                out.append(itemSeparator);
            }
        }
        line(level);
        out.append("}");
    }

    private List<DictValue.Entry> entries(DictValue dict) {
        List<DictValue.Entry> entries = new ArrayList<>(dict.entries());
        return sorted
                ? MergeSort.sort(entries, (left, right) -> context.comparisons().less(left.key(), right.key()))
                : entries;
    }

    private void key(Value key) {
        if (key instanceof Text text) {
            string(text);
            return;
        }
        out.append("\"");
        if (key instanceof NoneValue || Numbers.isNumber(key)) {
            value(key, 0);
        } else {
            throw TemplateFailure.render("a key of type " + key.typeName() + " cannot be written as JSON");
        }
        out.append("\"");
    }

    private void line(int level) {
        if (indent != null) {
            out.append("\n").repeat(indent, level);
        }
    }

    private void string(Text text) {
        out.append("\"");
        String chars = text.chars();
        int plain = 0;
        for (int i = 0; i < chars.length(); i++) {
            String escape = escape(chars.charAt(i));
            if (!escape.isEmpty()) {
                out.append(text, plain, i).append(escape, text.isData(i));
                plain = i + 1;
            }
        }
        out.append(text, plain, chars.length()).append("\"");
    }

    private String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\f' -> "\\f";
            case '\b' -> "\\b";
            default -> c < ' ' || (ascii && c > '~') ? unicode(c) : "";
        };
    }

    private static String unicode(char c) {
        return String.format("\\u%04x", (int) c);
    }
}
