package io.multimodal4j.template.value;

import java.util.Arrays;

/** Puts strings together, with their marks, within a budget. */
public final class TextBuilder {

    private final StringBuilder chars = new StringBuilder();
    private final Budget budget;
    private int[] marks = new int[8];
    private int count;

    /**
     * An empty string to begin with.
     *
     * @param budget what every character is taken from
     */
    public TextBuilder(Budget budget) {
        this.budget = budget;
    }

    /** Adds a string. */
    public TextBuilder append(Text text) {
        return append(text, 0, text.chars().length());
    }

    /** Adds a part of a string between two offsets. */
    public TextBuilder append(Text text, int from, int to) {
        budget.characters((long) to - from);
        int start = chars.length();
        chars.append(text.chars(), from, to);
        for (int run = text.firstRunAfter(from); run < text.runs() && text.runBegin(run) < to; run++) {
            mark(start - from + Math.max(text.runBegin(run), from), start - from + Math.min(text.runEnd(run), to));
        }
        return this;
    }

    /** Adds what the engine writes. */
    public TextBuilder append(String text) {
        return append(text, false);
    }

    /** Adds characters that came from the caller's data, or did not. */
    public TextBuilder append(String text, boolean data) {
        budget.characters(text.length());
        int start = chars.length();
        chars.append(text);
        if (data) {
            mark(start, chars.length());
        }
        return this;
    }

    /** Adds a character that came from the caller's data, or did not. */
    public TextBuilder append(int codePoint, boolean data) {
        budget.characters(2);
        int start = chars.length();
        chars.appendCodePoint(codePoint);
        if (data) {
            mark(start, chars.length());
        }
        return this;
    }

    /** Adds a string several times. */
    public TextBuilder repeat(Text text, int times) {
        budget.steps(Math.max(0, times));
        for (int i = 0; i < times; i++) {
            append(text);
        }
        return this;
    }

    private void mark(int begin, int end) {
        if (begin >= end) {
            return;
        }
        if (count > 0 && marks[count - 1] == begin) {
            marks[count - 1] = end;
            return;
        }
        if (count + 2 > marks.length) {
            marks = Arrays.copyOf(marks, marks.length * 2);
        }
        marks[count++] = begin;
        marks[count++] = end;
    }

    /** The length so far, as an offset. */
    public int length() {
        return chars.length();
    }

    /** What was put together. */
    public Text toText() {
        return new Text(chars.toString(), Arrays.copyOf(marks, count), false);
    }
}
