package io.multimodal4j.processor.model;

import java.util.List;

/** What a config record's component can be. */
public sealed interface ConfigType {

    /** The name in the JSON description. */
    String describe();

    /** A JSON scalar; the names are those of the reading methods of {@code ConfigNode}. */
    enum Scalar implements ConfigType {
        INT("asInt", "int"),
        LONG("asLong", "long"),
        DOUBLE("asDouble", "double"),
        BOOLEAN("asBoolean", "boolean"),
        STRING("asString", "string");

        private final String reader;
        private final String description;

        Scalar(String reader, String description) {
            this.reader = reader;
            this.description = description;
        }

        public String reader() {
            return reader;
        }

        @Override
        public String describe() {
            return description;
        }
    }

    /** One of some constants, in lower case in the JSON. */
    record EnumType(TypeRef type, List<String> constants) implements ConfigType {
        public EnumType {
            constants = List.copyOf(constants);
        }

        @Override
        public String describe() {
            return "enum " + type.binaryName();
        }
    }

    /** A JSON object, read into another record. */
    record RecordType(TypeRef type) implements ConfigType {
        @Override
        public String describe() {
            return "record " + type.binaryName();
        }
    }

    /** A JSON list. */
    record ListType(ConfigType element) implements ConfigType {
        @Override
        public String describe() {
            return "list of " + element.describe();
        }
    }

    /** A key that may be missing. */
    record OptionalType(ConfigType value) implements ConfigType {
        @Override
        public String describe() {
            return "optional " + value.describe();
        }
    }
}
