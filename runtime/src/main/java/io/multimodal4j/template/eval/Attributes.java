package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.DictValue;
import io.multimodal4j.template.value.FunctionValue;
import io.multimodal4j.template.value.GeneratorValue;
import io.multimodal4j.template.value.HostObject;
import io.multimodal4j.template.value.ListValue;
import io.multimodal4j.template.value.RangeValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TupleValue;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code value.name} and {@code value[key]}: Jinja2 looks for an attribute first for the former and for an element first for the latter, and then for the other. What the
 * sandbox forbids, such as changing a list, is undefined.
 */
final class Attributes {

    /** Attributes of Python's values that exist, do no harm, and are not here. */
    private static final Set<String> NUMBER_ATTRIBUTES = Set.of(
            "as_integer_ratio",
            "bit_count",
            "bit_length",
            "conjugate",
            "denominator",
            "from_bytes",
            "fromhex",
            "hex",
            "imag",
            "is_integer",
            "numerator",
            "real",
            "to_bytes");

    private static final Set<String> OTHER_ATTRIBUTES =
            Set.of("close", "gi_running", "isdisjoint", "mapping", "send", "start", "step", "stop", "throw");

    private final Context context;

    Attributes(Context context) {
        this.context = context;
    }

    /** {@code value.name}. */
    Value attribute(Value value, String name) {
        return find(value, name)
                .or(() -> value instanceof DictValue dict ? dict.find(Text.of(name)) : Optional.empty())
                .orElseGet(() -> undefined(value, name));
    }

    /** What only an attribute can be, and no element. */
    Value attributeOnly(Value value, String name) {
        return find(value, name).orElseGet(() -> undefined(value, name));
    }

    private static Value undefined(Value value, String name) {
        return new UndefinedValue("a value of type " + value.typeName() + " has no attribute \"" + name + "\"");
    }

    /** {@code value[key]}. */
    Value element(Value value, Value key) {
        if (value instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        Optional<Value> element = elementOf(value, key);
        if (element.isPresent()) {
            return element.get();
        }
        if (!(key instanceof Text text)) {
            return new UndefinedValue("a value of type " + value.typeName() + " has no such element");
        }
        return find(value, text.chars()).orElseGet(() -> undefined(value, text.hasData() ? "..." : text.chars()));
    }

    private Optional<Value> elementOf(Value value, Value key) {
        if (value instanceof DictValue dict) {
            boolean hashable = !(key instanceof ListValue) && !(key instanceof DictValue);
            return hashable ? dict.find(key) : Optional.empty();
        }
        if (!Numbers.isWhole(key)
                || !(value instanceof Text || value instanceof SequenceValue || value instanceof RangeValue)) {
            return Optional.empty();
        }
        int length = value.length();
        int index = Numbers.clamped(key);
        int place = index < 0 ? index + length : index;
        return place < 0 || place >= length ? Optional.empty() : Optional.of(elementAt(value, place));
    }

    private Value elementAt(Value value, int index) {
        if (value instanceof Text text) {
            // Counting the characters of a long string takes its time.
            context.budget().steps(text.chars().length() >> 6);
            return text.slice(text.offset(index), text.offset(index + 1));
        }
        return value instanceof SequenceValue sequence ? sequence.items().get(index) : ((RangeValue) value).get(index);
    }

    /** What Python's {@code getattr} finds. */
    private Optional<Value> find(Value value, String name) {
        if (value instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (name.startsWith("__") && name.endsWith("__")) {
            return Optional.of(unsafe(name));
        }
        if (value instanceof Text text) {
            requirePlain(text, name);
            return method(text, name, StringMethods.METHODS, StringMethods.UNSUPPORTED, Set.of());
        }
        if (value instanceof DictValue dict) {
            return method(dict, name, DictMethods.METHODS, DictMethods.UNSUPPORTED, DictMethods.MUTATING);
        }
        if (value instanceof ListValue list) {
            return method(list, name, SequenceMethods.OF_LISTS, Set.of(), SequenceMethods.MUTATING);
        }
        if (value instanceof TupleValue tuple) {
            return method(tuple, name, SequenceMethods.OF_TUPLES, Set.of(), Set.of());
        }
        if (value instanceof RangeValue range && SequenceMethods.OF_TUPLES.containsKey(name)) {
            TupleValue numbers = new TupleValue(context.items(range));
            return method(numbers, name, SequenceMethods.OF_TUPLES, Set.of(), Set.of());
        }
        if (value instanceof HostObject object) {
            return object.attribute(name).map(found -> name.startsWith("_") ? unsafe(name) : found);
        }
        requireUnknown(value, name);
        return Optional.empty();
    }

    /** Methods of strings that were declared safe escape their arguments, which is of no use to a chat template. */
    private static void requirePlain(Text text, String name) {
        if (text.isMarkup() && StringMethods.METHODS.containsKey(name) && !StringMethods.OF_MARKUP.contains(name)) {
            throw TemplateFailure.unsupported("the method \"" + name + "\" of a string that was declared safe");
        }
    }

    private static void requireUnknown(Value value, String name) {
        boolean known = value instanceof FunctionValue
                || (Numbers.isNumber(value) && NUMBER_ATTRIBUTES.contains(name))
                || ((value instanceof GeneratorValue || value instanceof RangeValue)
                        && OTHER_ATTRIBUTES.contains(name));
        if (known) {
            throw TemplateFailure.unsupported("the attribute \"" + name + "\" of a value of type " + value.typeName());
        }
    }

    private static Value unsafe(String name) {
        return new UndefinedValue("the attribute \"" + name + "\" must not be used in a sandbox");
    }

    private <T extends Value> Optional<Value> method(
            T receiver, String name, Map<String, Method<T>> methods, Set<String> unsupported, Set<String> mutating) {
        if (mutating.contains(name)) {
            return Optional.of(unsafe(name));
        }
        if (unsupported.contains(name)) {
            throw TemplateFailure.unsupported("the method \"" + name + "\" of a value of type " + receiver.typeName());
        }
        return Optional.ofNullable(methods.get(name)).map(method -> new BoundMethod<>(context, name, receiver, method));
    }
}
