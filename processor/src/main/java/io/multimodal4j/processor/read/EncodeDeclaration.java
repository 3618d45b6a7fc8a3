package io.multimodal4j.processor.read;

import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** A method or constructor with at least one annotated parameter. */
public record EncodeDeclaration(ExecutableElement method, List<FieldDeclaration> fields) {

    public EncodeDeclaration {
        fields = List.copyOf(fields);
    }
}
