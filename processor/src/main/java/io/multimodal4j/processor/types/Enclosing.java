package io.multimodal4j.processor.types;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Where an element is declared. */
public final class Enclosing {

    private Enclosing() {}

    /** The class that an element belongs to, which for a class is itself. */
    public static TypeElement type(Element element) {
        return element instanceof TypeElement type ? type : outer(element);
    }

    /** The class around an element. */
    public static TypeElement outer(Element element) {
        return type(Objects.requireNonNull(element.getEnclosingElement(), "members are in a class"));
    }
}
