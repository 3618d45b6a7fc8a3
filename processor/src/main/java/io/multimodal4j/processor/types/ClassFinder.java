package io.multimodal4j.processor.types;

import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes as the module of the models sees them. Without a module, javac searches every module there is, each time, which is the
 * largest part of a processor's time when there are many models.
 */
public final class ClassFinder {

    private final Elements elements;
    private final @Nullable ModuleElement module;

    private ClassFinder(Elements elements, @Nullable ModuleElement module) {
        this.elements = elements;
        this.module = module;
    }

    /** A finder for the module of a class. */
    public static ClassFinder from(TypeElement type, Elements elements) {
        return new ClassFinder(elements, elements.getModuleOf(type));
    }

    /** A finder for a module by name, which is empty for the class path. */
    public static ClassFinder of(String module, Elements elements) {
        return new ClassFinder(elements, elements.getModuleElement(module));
    }

    public @Nullable TypeElement find(String canonicalName) {
        return module == null ? elements.getTypeElement(canonicalName) : elements.getTypeElement(module, canonicalName);
    }

    public boolean exists(String canonicalName) {
        return find(canonicalName) != null;
    }
}
