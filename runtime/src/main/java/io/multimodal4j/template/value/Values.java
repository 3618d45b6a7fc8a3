package io.multimodal4j.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of what applications have: strings, numbers, truth values, null, lists and maps. */
public final class Values {

    private static final int MAX_DEPTH = 100;

    private final boolean data;

    private Values(boolean data) {
        this.data = data;
    }

    /**
     * The value of an object that came from the caller.
     *
     * @param object null, a string, number, boolean, {@link Iterable}, or map whose keys are strings
     * @return the value, whose strings are data
     * @throws IllegalArgumentException if the object is, or contains, something else
     */
    public static Value data(@Nullable Object object) {
        return new Values(true).of(object, 0);
    }

    /**
     * The value of an object that came from the model.
     *
     * @param object the same kinds of objects
     * @return the value, whose strings are not data
     * @throws IllegalArgumentException if the object is, or contains, something else
     */
    public static Value trusted(@Nullable Object object) {
        return new Values(false).of(object, 0);
    }

    private Value of(@Nullable Object object, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("the value nests deeper than " + MAX_DEPTH + " levels");
        }
        if (object == null) {
            return NoneValue.NONE;
        }
        if (object instanceof Value value) {
            return value;
        }
        if (object instanceof CharSequence text) {
            return Text.of(text.toString(), data);
        }
        if (object instanceof Boolean bool) {
            return BoolValue.of(bool);
        }
        if (object instanceof Number number) {
            return number(number);
        }
        if (object instanceof Map<?, ?> map) {
            return dict(map, depth);
        }
        if (object instanceof Iterable<?> items) {
            return list(items, depth);
        }
        throw new IllegalArgumentException("a template takes strings, numbers, booleans, lists and maps, not "
                + object.getClass().getName());
    }

    private static Value number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return new FloatValue(number.doubleValue());
        }
        if (number instanceof BigDecimal decimal) {
            return new FloatValue(decimal.doubleValue());
        }
        return number instanceof BigInteger whole ? new IntValue(whole) : IntValue.of(number.longValue());
    }

    private DictValue dict(Map<?, ?> map, int depth) {
        DictValue.Builder dict = new DictValue.Builder();
        map.forEach((key, value) -> {
            if (!(key instanceof CharSequence name)) {
                throw new IllegalArgumentException("the keys of a map must be strings");
            }
            dict.put(Text.of(name.toString(), data), of(value, depth + 1));
        });
        return dict.build();
    }

    private ListValue list(Iterable<?> items, int depth) {
        List<Value> values = new ArrayList<>();
        for (Object item : items) {
            values.add(of(item, depth + 1));
        }
        return new ListValue(values);
    }
}
