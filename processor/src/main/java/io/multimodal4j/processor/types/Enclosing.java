package io.multimodal4j.processor.types;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Where an element is declared. */
public final class Enclosing {

    private Enclosing() {}

    /** The class that an element belongs to, which for a class is itself. */
    public static TypeElement type(Element element) {
        return element instanceof TypeElement type ? type : outer(element);
    }

    /** Whether a class is in a module that has a descriptor. */
    public static boolean isInNamedModule(TypeElement type, Elements elements) {
        ModuleElement module = elements.getModuleOf(type);
        return module != null && !module.isUnnamed();
    }

    /** The class around an element. */
    public static TypeElement outer(Element element) {
        return type(Objects.requireNonNull(element.getEnclosingElement(), "members are in a class"));
    }
}
