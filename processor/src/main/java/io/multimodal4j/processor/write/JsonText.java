package io.multimodal4j.processor.write;

import java.util.List;

/** Builds JSON: members of objects on lines of their own, elements of arrays on one line. */
final class JsonText {

    private final StringBuilder text = new StringBuilder(2048);
    private String newLine = "\n";
    private boolean isFirst = true;

    /** Begins an object: the top level, or the next element of an array. */
    JsonText beginObject() {
        if (!isFirst) {
            text.append(", ");
        }
        text.append('{');
        newLine += "  ";
        isFirst = true;
        return this;
    }

    JsonText endObject() {
        newLine = newLine.substring(0, newLine.length() - 2);
        text.append(isFirst ? " " : newLine).append('}');
        isFirst = false;
        return this;
    }

    JsonText beginArray(String name) {
        member(name).append("[ ");
        isFirst = true;
        return this;
    }

    JsonText endArray() {
        text.append(isFirst ? "]" : " ]");
        isFirst = false;
        return this;
    }

    JsonText string(String name, String value) {
        Literal.append(value, member(name));
        return this;
    }

    JsonText number(String name, int value) {
        member(name).append(value);
        return this;
    }

    JsonText bool(String name, boolean value) {
        member(name).append(value);
        return this;
    }

    JsonText strings(String name, List<String> values) {
        beginArray(name);
        for (String value : values) {
            Literal.append(value, isFirst ? text : text.append(", "));
            isFirst = false;
        }
        return endArray();
    }

    private StringBuilder member(String name) {
        if (!isFirst) {
            text.append(',');
        }
        isFirst = false;
        return Literal.append(name, text.append(newLine)).append(": ");
    }

    /** The text, which ends with a line break. */
    @Override
    public String toString() {
        return text + "\n";
    }
}
