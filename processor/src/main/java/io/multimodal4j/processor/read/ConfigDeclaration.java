package io.multimodal4j.processor.read;

import java.util.List;
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
     * @param defaultValue the default that is written down, the empty text for none
     */
    public record Component(RecordComponentElement element, List<Located<String>> keys, Located<String> defaultValue) {

        public Component {
            keys = List.copyOf(keys);
        }

        public String name() {
            return element.getSimpleName().toString();
        }
    }
}
