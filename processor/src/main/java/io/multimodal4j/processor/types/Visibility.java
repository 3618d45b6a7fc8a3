package io.multimodal4j.processor.types;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Whether generated code can name a class. */
public final class Visibility {

    private Visibility() {}

    /**
     * The class that stands in the way.
     *
     * @param type the class to be named
     * @param from a class in the package of the generated code
     * @return the class itself or the first of its enclosing classes that cannot be named there
     */
    public static Optional<TypeElement> obstacle(TypeElement type, TypeElement from, Elements elements) {
        boolean samePackage = samePackage(type, from, elements);
        for (Element at = type; at instanceof TypeElement enclosing; at = at.getEnclosingElement()) {
            Set<Modifier> modifiers = enclosing.getModifiers();
            boolean visible = samePackage ? !modifiers.contains(Modifier.PRIVATE) : modifiers.contains(Modifier.PUBLIC);
            if (!visible) {
                return Optional.of(enclosing);
            }
        }
        return Optional.empty();
    }

    public static boolean samePackage(TypeElement a, TypeElement b, Elements elements) {
        return elements.getPackageOf(a)
                .getQualifiedName()
                .contentEquals(elements.getPackageOf(b).getQualifiedName());
    }
}
