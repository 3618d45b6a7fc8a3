package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.read.AnnotationNames;
import io.multimodal4j.processor.read.AnnotationView;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Annotations are not inherited, neither those of a class nor those of its members; who expects it is told. */
final class Inheritance {

    private Inheritance() {}

    /** Adds the superclass that declares something, if there is one: what is missing is then probably there. */
    static Finding hint(ModelDeclaration model, Finding finding) {
        return declaringSuperclass(model.type())
                .map(superclass -> finding.fact("'" + Names.inProse(superclass)
                        + "' declares something, but annotations are not inherited: repeat what '" + model.name()
                        + "' needs, on methods that override or call those."))
                .orElse(finding);
    }

    private static Optional<TypeElement> declaringSuperclass(TypeElement type) {
        Optional<TypeElement> superclass = TypeNames.element(type.getSuperclass());
        return superclass.isEmpty() || declares(superclass.get()) ? superclass : declaringSuperclass(superclass.get());
    }

    private static boolean declares(TypeElement type) {
        return Stream.concat(
                        Stream.of(type), type.getEnclosedElements().stream().flatMap(Inheritance::withParameters))
                .anyMatch(element ->
                        AnnotationNames.OF_MODELS.stream().anyMatch(name -> AnnotationView.isPresent(element, name)));
    }

    private static Stream<Element> withParameters(Element member) {
        return member instanceof ExecutableElement method
                ? Stream.concat(Stream.of(member), method.getParameters().stream())
                : Stream.empty();
    }
}
