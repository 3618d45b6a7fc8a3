package io.multimodal4j.template.syntax;

/**
 * A piece of a template.
 *
 * @param type what it is
 * @param text data, the unescaped string, the digits, the name or the operator; empty for the delimiters
 * @param offset where it begins
 */
record Token(Type type, String text, int offset) {

    enum Type {
        DATA("text"),
        VARIABLE_BEGIN("\"{{\""),
        VARIABLE_END("\"}}\""),
        BLOCK_BEGIN("\"{%\""),
        BLOCK_END("\"%}\""),
        NAME("a name"),
        STRING("a string"),
        INTEGER("a number"),
        FLOAT("a number"),
        OPERATOR("an operator"),
        END("the end of the template");

        private final String description;

        Type(String description) {
            this.description = description;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    boolean is(Type other) {
        return type == other;
    }

    boolean isOperator(String operator) {
        return type == Type.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return type == Type.NAME && text.equals(name);
    }

    /** For messages. */
    String describe() {
        return type == Type.NAME || type == Type.OPERATOR ? "\"" + text + "\"" : type.toString();
    }
}
