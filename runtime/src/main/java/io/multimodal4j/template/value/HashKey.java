package io.multimodal4j.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What stands for a value in hash tables: equal for values that are equal in Python, such as 1, 1.0 and True, whatever their marks. */
public final class HashKey {

    private HashKey() {}

    /**
     * The key of a value.
     *
     * @param value the value
     * @return an object with equals and hashCode
     * @throws TemplateFailure if Python does not hash such a value
     */
    public static Object of(Value value) {
        if (value instanceof Text text) {
            return text.chars();
        }
        if (value instanceof IntValue number) {
            return number.value();
        }
        if (value instanceof BoolValue bool) {
            return bool.truth() ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (value instanceof FloatValue number) {
            return ofFloat(number.value());
        }
        if (value instanceof TupleValue tuple) {
            List<Object> keys = new ArrayList<>(tuple.length());
            tuple.items().forEach(item -> keys.add(of(item)));
            return keys;
        }
        if (value instanceof RangeValue range) {
            return range.canonical();
        }
        if (value instanceof UndefinedValue) {
            return UndefinedValue.class;
        }
        if (value instanceof ListValue || value instanceof DictValue || value instanceof DictView) {
            throw TemplateFailure.render("a value of type " + value.typeName() + " cannot be a key");
        }
        return value;
    }

    private static Object ofFloat(double number) {
        return number == Math.rint(number) && !Double.isInfinite(number)
                ? new BigDecimal(number).toBigIntegerExact()
                : (Object) number;
    }
}
