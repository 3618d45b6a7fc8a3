package io.multimodal4j.template.value;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A string that knows which of its characters came from the caller's data. Everything that is made from parts of strings keeps the marks of the parts, so that
 * the rendered prompt can say of every character whether the template or the data wrote it. Marks make no difference to what a string equals.
 *
 * <p>As in Python, a character is a code point: {@link #length} and {@link #offset} count those, all other numbers here are offsets into {@link #chars}.
 */
public final class Text implements Value {

    private static final int[] NO_MARKS = {};

    /** The empty string. */
    public static final Text EMPTY = of("");

    private final String chars;
    private final int[] marks;
    private final boolean markup;

    /**
     * A string with marks.
     *
     * @param chars the characters
     * @param marks begin and end of each run of data, ascending, not touching each other; kept, not copied
     * @param markup whether the string was declared safe for HTML
     */
    Text(String chars, int[] marks, boolean markup) {
        this.chars = chars;
        this.marks = marks;
        this.markup = markup;
    }

    /** A string that the template or the engine wrote. */
    public static Text of(String chars) {
        return new Text(chars, NO_MARKS, false);
    }

    /** A string that came from the caller's data. */
    public static Text data(String chars) {
        return new Text(chars, chars.isEmpty() ? NO_MARKS : new int[] {0, chars.length()}, false);
    }

    /** A string of either kind. */
    public static Text of(String chars, boolean data) {
        return data ? data(chars) : of(chars);
    }

    /** The characters. */
    public String chars() {
        return chars;
    }

    /** Whether any character came from the caller's data. */
    public boolean hasData() {
        return marks.length > 0;
    }

    /** Whether the character at an offset came from the caller's data. */
    public boolean isData(int offset) {
        int run = firstRunAfter(offset);
        return run < runs() && runBegin(run) <= offset;
    }

    /** Whether the string was declared safe for HTML, Python's {@code Markup}. */
    public boolean isMarkup() {
        return markup;
    }

    /** The same string, declared safe or not. */
    public Text asMarkup(boolean safe) {
        return safe == markup ? this : new Text(chars, marks, safe);
    }

    /** The offset of a character that is counted in code points. */
    public int offset(int index) {
        return length() == chars.length() ? index : chars.offsetByCodePoints(0, index);
    }

    /** The characters between two offsets, with their marks. */
    public Text slice(int from, int to) {
        if (from == 0 && to == chars.length()) {
            return this;
        }
        if (from >= to) {
            return EMPTY.asMarkup(markup);
        }
        return new Text(chars.substring(from, to), hasData() ? marksBetween(from, to) : NO_MARKS, markup);
    }

    private int[] marksBetween(int from, int to) {
        int first = firstRunAfter(from);
        int last = first;
        while (last < runs() && runBegin(last) < to) {
            last++;
        }
        if (first == last) {
            return NO_MARKS;
        }
        int[] cut = Arrays.copyOfRange(marks, 2 * first, 2 * last);
        for (int i = 0; i < cut.length; i++) {
            cut[i] = Math.min(Math.max(cut[i], from), to) - from;
        }
        return cut;
    }

    /** The first run of data that ends after an offset; {@link #runs} if there is none. */
    int firstRunAfter(int offset) {
        int found = Arrays.binarySearch(marks, offset);
        // An end at the offset is not after it; a begin there, or either end of a run around it, is.
        return found >= 0 ? (found + 1) / 2 : (-found - 1) / 2;
    }

    /** This string and another one. What a template puts together is put together by a {@link TextBuilder}, which counts. */
    public Text plus(Text other) {
        int[] both = Arrays.copyOf(marks, marks.length + other.marks.length);
        for (int i = 0; i < other.marks.length; i++) {
            both[marks.length + i] = chars.length() + other.marks[i];
        }
        boolean touching = marks.length > 0
                && other.marks.length > 0
                && other.marks[0] == 0
                && marks[marks.length - 1] == chars.length();
        if (touching) {
            System.arraycopy(both, marks.length + 1, both, marks.length - 1, other.marks.length - 1);
            both = Arrays.copyOf(both, both.length - 2);
        }
        return new Text(chars + other.chars, both, markup && other.markup);
    }

    /** Other characters, as many, of which each has the mark of the one that it stands for. */
    public Text withChars(String others) {
        if (others.length() != chars.length()) {
            throw new IllegalArgumentException("expected as many characters");
        }
        return new Text(others, marks, markup);
    }

    /** What is done with the characters between two offsets, which are all data or all not. */
    public interface RunConsumer {

        /** Takes a run. */
        void accept(int from, int to, boolean data);
    }

    /** Gives the runs of characters that are data, and those between them, to a consumer, in order. */
    public void forEachRun(RunConsumer consumer) {
        int at = 0;
        for (int run = 0; run < runs(); run++) {
            if (at < runBegin(run)) {
                consumer.accept(at, runBegin(run), false);
            }
            at = runEnd(run);
            consumer.accept(runBegin(run), at, true);
        }
        if (at < chars.length()) {
            consumer.accept(at, chars.length(), false);
        }
    }

    /** The number of runs of data. */
    public int runs() {
        return marks.length / 2;
    }

    /** Where a run of data begins. */
    public int runBegin(int run) {
        return marks[2 * run];
    }

    /** Where a run of data ends. */
    public int runEnd(int run) {
        return marks[2 * run + 1];
    }

    @Override
    public String typeName() {
        return "str";
    }

    @Override
    public boolean truth() {
        return !chars.isEmpty();
    }

    @Override
    public int length() {
        return chars.codePointCount(0, chars.length());
    }

    @Override
    public Iterator<Value> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < chars.length();
            }

            @Override
            public Value next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int from = at;
                at += Character.charCount(chars.codePointAt(at));
                return slice(from, at).asMarkup(false);
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.chars.equals(chars);
    }

    @Override
    public int hashCode() {
        return chars.hashCode();
    }

    /** The characters. */
    @Override
    public String toString() {
        return chars;
    }
}
