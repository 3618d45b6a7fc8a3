package io.multimodal4j.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * The name of a class, with all that can be derived from it.
 *
 * @param packageName the package, empty for the unnamed one
 * @param simpleNames the simple names from the top-level class inwards
 */
public record TypeRef(String packageName, List<String> simpleNames) {

    public TypeRef {
        simpleNames = List.copyOf(simpleNames);
    }

    public static TypeRef of(TypeElement type) {
        List<String> names = new ArrayList<>();
        Element at = type;
        while (!(at instanceof PackageElement)) {
            names.add(0, at.getSimpleName().toString());
            at = Objects.requireNonNull(at.getEnclosingElement(), "every class is in a package");
        }
        return new TypeRef(((PackageElement) at).getQualifiedName().toString(), names);
    }

    /** The name to show to people: {@code Outer.Model}. */
    public String shortName() {
        return String.join(".", simpleNames);
    }

    public String simpleName() {
        return simpleNames.get(simpleNames.size() - 1);
    }

    public String canonicalName() {
        return qualify(shortName());
    }

    /** The name in class files, which nests with a dollar sign. */
    public String binaryName() {
        return qualify(String.join("$", simpleNames));
    }

    /** The generated registration, a top-level class beside the model. */
    public TypeRef registration() {
        return new TypeRef(packageName, List.of(String.join("_", simpleNames) + "_Registration"));
    }

    private String qualify(String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }
}
