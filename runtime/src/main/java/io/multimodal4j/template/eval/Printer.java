package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.BoolValue;
import io.multimodal4j.template.value.Budget;
import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.DictView;
import io.multimodal4j.template.value.FloatValue;
import io.multimodal4j.template.value.HostObject;
import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.RangeValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.List;

/** Python's {@code str} and {@code repr}. What strings of the data become in them stays marked as data. */
final class Printer {

    private final Budget budget;

    Printer(Budget budget) {
        this.budget = budget;
    }

    /** What a value prints as. */
    Text str(Value value) {
        if (value instanceof Text text) {
            return text;
        }
        if (value instanceof UndefinedValue) {
            return Text.EMPTY;
        }
        return repr(value);
    }

    /** What a value prints as inside of a list. */
    Text repr(Value value) {
        TextBuilder out = new TextBuilder(budget);
        repr(value, out);
        return out.toText();
    }

    private void repr(Value value, TextBuilder out) {
        budget.step();
        if (value instanceof Text text) {
            string(text, out);
        } else if (value instanceof NoneValue) {
            out.append("None");
        } else if (value instanceof BoolValue bool) {
            out.append(bool.truth() ? "True" : "False");
        } else if (value instanceof IntValue number) {
            out.append(Numbers.digits(number.value()));
        } else if (value instanceof FloatValue number) {
            out.append(FloatText.of(number.value()));
        } else if (value instanceof SequenceValue sequence) {
            sequence(sequence, out);
        } else if (value instanceof DictValue dict) {
            dict(dict, out);
        } else if (value instanceof DictView view) {
            out.append(view.typeName()).append("([");
            items(view.items(), out);
            out.append("])");
        } else if (value instanceof UndefinedValue) {
            out.append("Undefined");
        } else if (value instanceof RangeValue range) {
            out.append("range(" + range.start() + ", " + range.stop() + (range.step() == 1 ? "" : ", " + range.step())
                    + ")");
        } else if (value instanceof HostObject object) {
            out.append(object.display(budget));
        } else if (value instanceof MacroFunction macro) {
            out.append("<Macro '" + macro.name() + "'>");
        } else {
            // Python prints the address of the object.
            throw TemplateFailure.unsupported("printing a value of type " + value.typeName());
        }
    }

    private void sequence(SequenceValue sequence, TextBuilder out) {
        boolean tuple = sequence instanceof TupleValue;
        out.append(tuple ? "(" : "[");
        items(sequence.items(), out);
        out.append(tuple ? (sequence.length() == 1 ? ",)" : ")") : "]");
    }

    private void items(List<Value> items, TextBuilder out) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            repr(items.get(i), out);
        }
    }

    private void dict(DictValue dict, TextBuilder out) {
        out.append("{");
        boolean first = true;
        for (DictValue.Entry entry : dict.entries()) {
            if (!first) {
                out.append(", ");
            }
            first = false;
            repr(entry.key(), out);
            out.append(": ");
            repr(entry.value(), out);
        }
        out.append("}");
    }

    private static void string(Text text, TextBuilder out) {
        String chars = text.chars();
        String quote = chars.indexOf('\'') >= 0 && chars.indexOf('"') < 0 ? "\"" : "'";
        out.append(text.isMarkup() ? "Markup(" + quote : quote);
        for (int at = 0; at < chars.length(); ) {
            int codePoint = chars.codePointAt(at);
            if (codePoint == quote.charAt(0) || codePoint == '\\') {
                out.append("\\", text.isData(at)).append(codePoint, text.isData(at));
            } else if (isPrintable(codePoint)) {
                out.append(codePoint, text.isData(at));
            } else {
                out.append(escape(codePoint), text.isData(at));
            }
            at += Character.charCount(codePoint);
        }
        out.append(text.isMarkup() ? quote + ")" : quote);
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                String.format(codePoint < 0x100 ? "\\x%02x" : codePoint < 0x10000 ? "\\u%04x" : "\\U%08x", codePoint);
        };
    }

    private static boolean isPrintable(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
