package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.Arguments;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.Value;

/** Python's {@code str.format}. */
final class BraceFormat {

    private final Context context;
    private final Arguments arguments;
    private int automatic;
    private boolean numbered;

    BraceFormat(Context context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    Text format(Text format) {
        TextBuilder out = context.text();
        String chars = format.chars();
        int at = 0;
        while (at < chars.length()) {
            char c = chars.charAt(at);
            if ((c == '{' || c == '}') && chars.startsWith(String.valueOf(c), at + 1)) {
                out.append(format, at, at + 1);
                at += 2;
            } else if (c == '{') {
                int end = chars.indexOf('}', at);
                if (end < 0) {
                    throw TemplateFailure.render("a field of the format is not closed");
                }
                out.append(field(chars.substring(at + 1, end)));
                at = end + 1;
            } else if (c == '}') {
                throw TemplateFailure.render("a single \"}\" in the format");
            } else {
                out.append(format, at, at + 1);
                at++;
            }
        }
        return out.toText();
    }

    private Text field(String field) {
        int colon = field.indexOf(':');
        String name = colon < 0 ? field : field.substring(0, colon);
        String spec = colon < 0 ? "" : field.substring(colon + 1);
        if (field.indexOf('{') >= 0 || field.indexOf('[') >= 0) {
            throw TemplateFailure.unsupported("a nested field of a format");
        }
        int mark = name.indexOf('!');
        String conversion = mark < 0 ? "" : name.substring(mark + 1);
        Value value = lookUp(mark < 0 ? name : name.substring(0, mark));
        return switch (conversion) {
            case "s" -> FormatSpec.parse(spec).apply(context, context.str(value));
            case "r" -> FormatSpec.parse(spec).apply(context, context.printer().repr(value));
            case "" -> mark < 0 ? FormatSpec.parse(spec).apply(context, value) : conversionFailure();
            default -> conversionFailure();
        };
    }

    private static Text conversionFailure() {
        throw TemplateFailure.render("a field of the format is converted by \"!s\" or \"!r\" only");
    }

    private Value lookUp(String name) {
        String[] parts = name.split("\\.", -1);
        Value value = argument(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            value = context.attributes().attribute(value, parts[i]);
        }
        return value;
    }

    private Value argument(String name) {
        if (name.isEmpty() || (name.length() < 6 && name.chars().allMatch(c -> c >= '0' && c <= '9'))) {
            return positional(name);
        }
        Value value = arguments.named().get(name);
        if (value == null) {
            throw TemplateFailure.render("the format has a field \"" + name + "\" for which there is no argument");
        }
        return value;
    }

    private Value positional(String number) {
        boolean explicit = !number.isEmpty();
        if (explicit ? automatic > 0 : numbered) {
            throw TemplateFailure.render("the fields of a format are numbered all or not at all");
        }
        numbered = explicit;
        int index = explicit ? Integer.parseInt(number) : automatic++;
        if (index >= arguments.positional().size()) {
            throw TemplateFailure.render("the format has a field for which there is no argument: number "
                    + IntValue.of(index).value());
        }
        return arguments.positional().get(index);
    }
}
