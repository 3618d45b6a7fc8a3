package io.multimodal4j.processor.read;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/** A config record, or a record inside one. */
public record ConfigDeclaration(TypeElement type, List<Component> components) {

    public ConfigDeclaration {
        components = List.copyOf(components);
    }

    /**
     * One component.
     *
     * @param keys the keys that are written down, empty for none
     * @param defaults the defaults that are written down, of which there should be at most one
     * @param file the file that it is read from, empty for that of its record
     * @param hasKey whether {@code @ConfigKey} is written down at all
     */
    public record Component(
            RecordComponentElement element,
            List<Located<String>> keys,
            List<Located<String>> defaults,
            Optional<Located<String>> file,
            boolean hasKey) {

        public Component {
            keys = List.copyOf(keys);
            defaults = List.copyOf(defaults);
        }

        public String name() {
            return element.getSimpleName().toString();
        }
    }
}
