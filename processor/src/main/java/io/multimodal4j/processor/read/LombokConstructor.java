package io.multimodal4j.processor.read;

import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Elements.Origin;

/**
 * A constructor that is not written yet. Lombok generates no classes that one could wait for; it changes the class itself, and processors that come before it in
 * the first round see the class as it was. It always has one more round, in which they see what it did.
 */
final class LombokConstructor {

    private static final Set<String> ANNOTATIONS = Set.of(
            "lombok.AllArgsConstructor",
            "lombok.Builder",
            "lombok.Data",
            "lombok.NoArgsConstructor",
            "lombok.RequiredArgsConstructor",
            "lombok.Value",
            "lombok.experimental.SuperBuilder");

    private LombokConstructor() {}

    /** Throws if an annotation promises a constructor and the class has none but what the compiler gives to a class that has none. */
    static void check(TypeElement type, Elements elements) throws UnresolvedException {
        for (ExecutableElement constructor : ModelDeclaration.usableConstructors(type)) {
            if (elements.getOrigin(constructor) != Origin.MANDATED) {
                return;
            }
        }
        for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
            TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
            if (ANNOTATIONS.contains(annotation.getQualifiedName().toString())) {
                throw new UnresolvedException("the constructor that Lombok's @" + annotation.getSimpleName()
                        + " stands for was never written; Lombok must be on the processor path too");
            }
        }
    }
}
