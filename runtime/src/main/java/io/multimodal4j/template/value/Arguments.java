package io.multimodal4j.template.value;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call.
 *
 * @param positional those without a name, unmodifiable
 * @param named those with one, in their order, unmodifiable
 */
public record Arguments(List<Value> positional, Map<String, Value> named) {

    /** No arguments. */
    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    /**
     * Assigns the arguments to parameters, as Python does.
     *
     * @param function the name of what is called, for messages
     * @param parameters the names of its parameters
     * @return the arguments by parameter
     */
    public Bound bind(String function, String... parameters) {
        if (positional.size() > parameters.length) {
            throw TemplateFailure.render(
                    function + " takes at most " + parameters.length + " arguments, not " + positional.size());
        }
        Map<String, Value> byName = new LinkedHashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            byName.put(parameters[i], positional.get(i));
        }
        named.forEach((name, value) -> {
            if (!Arrays.asList(parameters).contains(name)) {
                throw TemplateFailure.render(function + " has no parameter \"" + name + "\"");
            }
            if (byName.put(name, value) != null) {
                throw TemplateFailure.render(function + " is given \"" + name + "\" twice");
            }
        });
        return new Bound(function, byName);
    }

    /** Makes sure that no argument has a name. */
    public void requireUnnamed(String function) {
        if (!named.isEmpty()) {
            throw TemplateFailure.render(function + " takes no named arguments");
        }
    }

    /** {@link #bind} for functions whose parameters have no names that a caller may use. */
    public Bound bindPositional(String function, String... parameters) {
        requireUnnamed(function);
        return bind(function, parameters);
    }

    /**
     * Arguments by parameter.
     *
     * @param function the name of what is called
     * @param byName the value of each parameter that was given
     */
    public record Bound(String function, Map<String, Value> byName) {

        /** The value of a parameter that may be left out. */
        public Optional<Value> find(String parameter) {
            return Optional.ofNullable(byName.get(parameter));
        }

        /** The value of a parameter, or a default. */
        public Value get(String parameter, Value byDefault) {
            return byName.getOrDefault(parameter, byDefault);
        }

        /** The value of a parameter that must be given. */
        public Value required(String parameter) {
            return find(parameter)
                    .orElseThrow(() -> TemplateFailure.render(function + " needs the argument \"" + parameter + "\""));
        }

        /** Whether a parameter that may be left out is given and true. */
        public boolean flag(String parameter) {
            return find(parameter).map(Value::truth).orElse(false);
        }

        /** The same where Python wants a truth value or a number, and no other value. */
        public boolean strictFlag(String parameter) {
            return integer(parameter, 0) != 0;
        }

        /** A string that must be given. */
        public Text text(String parameter) {
            return asText(parameter, required(parameter));
        }

        /** A string, or a default. */
        public Text text(String parameter, String byDefault) {
            return find(parameter).map(value -> asText(parameter, value)).orElseGet(() -> Text.of(byDefault));
        }

        /** A whole number that must be given, clamped to an int. */
        public int integer(String parameter) {
            return asInt(parameter, required(parameter));
        }

        /** A whole number clamped to an int, or a default. */
        public int integer(String parameter, int byDefault) {
            return find(parameter).map(value -> asInt(parameter, value)).orElse(byDefault);
        }

        private Text asText(String parameter, Value value) {
            if (value instanceof Text text) {
                return text;
            }
            throw wrong(parameter, "a string", value);
        }

        private int asInt(String parameter, Value value) {
            if (value instanceof IntValue number) {
                return number.clamped();
            }
            if (value instanceof BoolValue bool) {
                return bool.truth() ? 1 : 0;
            }
            throw wrong(parameter, "a whole number", value);
        }

        private TemplateFailure wrong(String parameter, String expected, Value found) {
            return TemplateFailure.render("the argument \"" + parameter + "\" of " + function + " must be " + expected
                    + ", not of type " + found.typeName());
        }
    }
}
