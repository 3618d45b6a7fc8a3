package io.multimodal4j.template.value;

import java.util.Collections;
import java.util.Iterator;

/** Jinja's default {@code Undefined}: prints as nothing, is false and empty, and fails in every other operation. */
public final class UndefinedValue implements Value {

    private final String message;

    /**
     * An undefined value.
     *
     * @param message what its use says
     */
    public UndefinedValue(String message) {
        this.message = message;
    }

    /** The failure of its use. */
    public TemplateFailure failure() {
        return TemplateFailure.render(message);
    }

    @Override
    public String typeName() {
        return "Undefined";
    }

    @Override
    public boolean truth() {
        return false;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public Iterator<Value> iterator() {
        return Collections.emptyIterator();
    }
}
