package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.IntValue;
import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The argument {@code attribute} of filters: names with dots between them, of which whole numbers are indexes. None is the value itself. */
final class AttributePath {

    private final Context context;
    private final List<Value> keys;

    private AttributePath(Context context, List<Value> keys) {
        this.context = context;
        this.keys = keys;
    }

    static AttributePath of(Context context, Value attribute) {
        if (attribute instanceof NoneValue) {
            return new AttributePath(context, List.of());
        }
        if (!(attribute instanceof Text path)) {
            return new AttributePath(context, List.of(attribute));
        }
        List<Value> keys = new ArrayList<>();
        for (String part : path.chars().split("\\.", -1)) {
            boolean index =
                    !part.isEmpty() && part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            keys.add(index ? new IntValue(new BigInteger(part)) : Text.of(part, path.hasData()));
        }
        return new AttributePath(context, keys);
    }

    Value get(Value item) {
        return get(item, NoneValue.NONE);
    }

    /** With something instead of what is undefined, unless it is None. */
    Value get(Value item, Value byDefault) {
        Value value = item;
        for (Value key : keys) {
            value = context.attributes().element(value, key);
            if (value instanceof UndefinedValue && !(byDefault instanceof NoneValue)) {
                value = byDefault;
            }
        }
        return value;
    }

    /** Several paths with commas between them. */
    static List<AttributePath> several(Context context, Value attribute) {
        if (!(attribute instanceof Text text)) {
            return List.of(of(context, attribute));
        }
        List<AttributePath> paths = new ArrayList<>();
        for (String part : text.chars().split(",", -1)) {
            paths.add(of(context, Text.of(part)));
        }
        return paths;
    }
}
