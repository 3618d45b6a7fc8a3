package io.multimodal4j.processor.model;

import java.util.List;
import java.util.Optional;

/** A record that mirrors a JSON object. */
public record ConfigRecord(TypeRef type, List<Component> components) {

    public ConfigRecord {
        components = List.copyOf(components);
    }

    /**
     * One component.
     *
     * @param name the component's name
     * @param keys where it is read from, the first present key wins
     * @param type what it is
     * @param defaultValue its value if no key is present, empty if the key is required
     * @param file the file from which it is read as a whole, so that it has no keys; empty for a value in the record's own file
     */
    public record Component(
            String name, List<String> keys, ConfigType type, Optional<String> defaultValue, Optional<String> file) {
        public Component {
            keys = List.copyOf(keys);
        }
    }
}
