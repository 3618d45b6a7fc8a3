package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.NoneValue;
import io.multimodal4j.template.value.RangeValue;
import io.multimodal4j.template.value.SequenceValue;
import io.multimodal4j.template.value.TemplateFailure;
import io.multimodal4j.template.value.Text;
import io.multimodal4j.template.value.TextBuilder;
import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Python's slices. */
final class Slices {

    /**
     * The indexes of a slice.
     *
     * @param start the first
     * @param step from one to the next, not 0
     * @param count how many there are
     */
    private record Indexes(int start, int step, int count) {}

    private final Context context;

    Slices(Context context) {
        this.context = context;
    }

    Value slice(Value value, Value start, Value stop, Value step) {
        if (value instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (!(value instanceof Text) && !(value instanceof SequenceValue) && !(value instanceof RangeValue)) {
            throw TemplateFailure.render("a value of type " + value.typeName() + " cannot be sliced");
        }
        Indexes indexes = indexes(value.length(), start, stop, step);
        if (value instanceof Text text) {
            return slice(text, indexes);
        }
        if (value instanceof SequenceValue sequence) {
            return slice(sequence, indexes);
        }
        return slice((RangeValue) value, indexes);
    }

    private static Indexes indexes(int length, Value start, Value stop, Value step) {
        int by = step instanceof NoneValue ? 1 : index(step);
        if (by == 0) {
            throw TemplateFailure.render("the step of a slice is 0");
        }
        int from = start instanceof NoneValue ? (by > 0 ? 0 : length - 1) : within(length, index(start), by < 0);
        int to = stop instanceof NoneValue ? (by > 0 ? length : -1) : within(length, index(stop), by < 0);
        long distance = by > 0 ? (long) to - from : (long) from - to;
        long width = Math.abs((long) by);
        return new Indexes(from, by, (int) Math.max(0, (distance + width - 1) / width));
    }

    private static int index(Value bound) {
        if (!Numbers.isWhole(bound)) {
            throw TemplateFailure.render(
                    "the bounds of a slice must be whole numbers, not of type " + bound.typeName());
        }
        return Numbers.clamped(bound);
    }

    /** An index counted from the end if it is negative, and between the first and the last place that a slice can begin or end. */
    private static int within(int length, int index, boolean backwards) {
        long place = index < 0 ? (long) index + length : index;
        long first = backwards ? -1 : 0;
        long last = backwards ? length - 1 : length;
        return (int) Math.max(first, Math.min(last, place));
    }

    private Text slice(Text text, Indexes indexes) {
        if (indexes.count() == 0) {
            return Text.EMPTY.asMarkup(text.isMarkup());
        }
        if (indexes.step() == 1) {
            return text.slice(text.offset(indexes.start()), text.offset(indexes.start() + indexes.count()));
        }
        int[] offsets = offsets(text);
        TextBuilder out = context.text();
        for (int i = 0; i < indexes.count(); i++) {
            int index = indexes.start() + i * indexes.step();
            out.append(text, offsets[index], offsets[index + 1]);
        }
        return out.toText().asMarkup(text.isMarkup());
    }

    private static int[] offsets(Text text) {
        int[] offsets = new int[text.length() + 1];
        for (int i = 0, at = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += at < text.chars().length() ? Character.charCount(text.chars().codePointAt(at)) : 0;
        }
        return offsets;
    }

    private SequenceValue slice(SequenceValue sequence, Indexes indexes) {
        context.budget().elements(indexes.count());
        List<Value> items = new ArrayList<>(indexes.count());
        for (int i = 0; i < indexes.count(); i++) {
            items.add(sequence.items().get(indexes.start() + i * indexes.step()));
        }
        return sequence.like(items);
    }

    private static RangeValue slice(RangeValue range, Indexes indexes) {
        long start = range.start() + indexes.start() * range.step();
        long step = range.step() * indexes.step();
        int stopIndex = indexes.start() + indexes.count() * indexes.step();
        return new RangeValue(start, range.start() + stopIndex * range.step(), step, indexes.count());
    }
}
