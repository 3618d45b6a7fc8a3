package io.multimodal4j.template.value;

import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Python's {@code range}, of at most as many numbers as the sandbox allows.
 *
 * @param start the first number
 * @param stop where it ends; not in the range
 * @param step from one number to the next, not 0
 * @param length how many numbers there are
 */
public record RangeValue(long start, long stop, long step, int length) implements Value {

    /** A number of the range. */
    public IntValue get(int index) {
        return IntValue.of(start + index * step);
    }

    /** The same for all ranges of the same numbers. */
    public RangeValue canonical() {
        long first = length > 0 ? start : 0;
        long by = length > 1 ? step : 1;
        return new RangeValue(first, first + length * by, by, length);
    }

    @Override
    public String typeName() {
        return "range";
    }

    @Override
    public boolean truth() {
        return length > 0;
    }

    @Override
    public Iterator<Value> iterator() {
        return IntStream.range(0, length).<Value>mapToObj(this::get).iterator();
    }
}
