package io.multimodal4j.processor.read;

import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** A method or constructor with at least one annotated parameter. */
public record EncodeDeclaration(ExecutableElement method, List<FieldDeclaration> fields) {

    public EncodeDeclaration {
        fields = List.copyOf(fields);
    }

    /** The modality that its first field names. */
    public String modality() {
        return fields.get(0).modality().value();
    }

    public List<String> requiredFields() {
        return fields.stream()
                .filter(field -> !field.optional())
                .map(field -> field.name().value())
                .toList();
    }
}
