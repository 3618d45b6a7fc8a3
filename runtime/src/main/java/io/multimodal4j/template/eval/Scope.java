package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.UndefinedValue;
import io.multimodal4j.template.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a block, of which loops, macros and a few other statements have their own: what is assigned there is gone afterwards. */
final class Scope {

    private final Map<String, Value> variables;
    private final @Nullable Scope outer;

    private Scope(Map<String, Value> variables, @Nullable Scope outer) {
        this.variables = variables;
        this.outer = outer;
    }

    /** The outermost scope. */
    static Scope of(Map<String, Value> variables) {
        return new Scope(Map.copyOf(variables), null).inner();
    }

    /** A scope inside this one. */
    Scope inner() {
        return new Scope(new HashMap<>(), this);
    }

    void set(String name, Value value) {
        variables.put(name, value);
    }

    Value get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Value value = scope.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return new UndefinedValue("\"" + name + "\" is undefined");
    }
}
