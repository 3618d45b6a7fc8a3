package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.PartDeclaration;
import io.multimodal4j.processor.types.ClassFinder;
import io.multimodal4j.processor.types.Enclosing;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import io.multimodal4j.processor.types.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The hand-written classes that a model names: whether generated code can create them, and whether they fit its config record. */
final class PartValidator {

    private final Elements elements;
    private final Types types;

    PartValidator(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    void check(ModelDeclaration model, Report report) {
        for (PartDeclaration part : model.parts()) {
            String start = part.part().member() + " = " + TypeNames.inProse(part.type()) + ".class ";
            Optional<TypeElement> type = TypeNames.element(part.type());
            List<String> wrong = type.map(t -> obstacles(model, t)).orElse(List.of("is no class"));
            if (!wrong.isEmpty()) {
                report.add(finding(part, start + Names.enumerate(wrong) + ".")
                        .fix("name a static class that is not private, with a constructor without parameters that is"
                                + " not private either."));
            } else if (!report.has(Diagnostic.CONSTRUCTOR)) {
                checkContract(model, part, type.orElseThrow(), start, report);
            }
        }
    }

    /** What keeps generated code from creating an instance. */
    private List<String> obstacles(ModelDeclaration model, TypeElement type) {
        List<String> wrong = new ArrayList<>();
        if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
            return List.of("is no class");
        }
        if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            wrong.add("is abstract");
        }
        if (!type.getTypeParameters().isEmpty()) {
            wrong.add("has type parameters");
        }
        if (isInner(type)) {
            wrong.add("is not static");
        }
        Optional<TypeElement> hidden = Visibility.obstacle(type, model.type(), elements);
        if (hidden.isPresent()) {
            wrong.add("cannot be seen from the package of '" + model.name() + "'");
        } else {
            constructorObstacle(model, type).ifPresent(wrong::add);
        }
        return wrong;
    }

    private static boolean isInner(TypeElement type) {
        for (Element at = type; at.getEnclosingElement() instanceof TypeElement; at = at.getEnclosingElement()) {
            if (!at.getModifiers().contains(Modifier.STATIC)
                    && at.getKind() == ElementKind.CLASS
                    && Enclosing.outer(at).getKind() != ElementKind.INTERFACE) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> constructorObstacle(ModelDeclaration model, TypeElement type) {
        Optional<ExecutableElement> constructor = type.getEnclosedElements().stream()
                .filter(e -> e.getKind() == ElementKind.CONSTRUCTOR)
                .map(ExecutableElement.class::cast)
                .filter(c -> c.getParameters().isEmpty())
                .findFirst();
        if (constructor.isEmpty()) {
            return Optional.of("has no constructor without parameters");
        }
        boolean visible = Visibility.samePackage(type, model.type(), elements)
                ? !constructor.get().getModifiers().contains(Modifier.PRIVATE)
                : constructor.get().getModifiers().contains(Modifier.PUBLIC);
        if (!visible) {
            return Optional.of("has no constructor without parameters that can be seen from the package of '"
                    + model.name() + "'");
        }
        return Exceptions.checked(constructor.get(), elements, types)
                .map(thrown -> "has a constructor that throws the checked exception " + TypeNames.inProse(thrown));
    }

    private void checkContract(
            ModelDeclaration model, PartDeclaration part, TypeElement type, String start, Report report) {
        ClassFinder finder = ClassFinder.from(model.type(), elements);
        TypeElement contract = finder.find(part.part().contract());
        TypeElement config = model.configRecord().orElseGet(() -> finder.find(TypeNames.NO_CONFIG));
        if (contract == null || config == null) {
            return; // The runtime is missing, which the model's own interface has shown.
        }
        TypeMirror wanted = types.getDeclaredType(contract, types.getWildcardType(null, config.asType()));
        if (types.isSubtype(type.asType(), wanted)) {
            return;
        }
        String expected = contract.getSimpleName() + "<" + Names.inProse(config) + ">";
        if (types.isSubtype(type.asType(), types.erasure(contract.asType()))) {
            report.add(finding(part, start + "is for another config record than that of '" + model.name() + "'.")
                    .fix("class " + type.getSimpleName() + " implements " + expected));
        } else {
            report.add(finding(part, start + "does not implement " + contract.getSimpleName() + ".")
                    .fix("class " + type.getSimpleName() + " implements " + expected));
        }
    }

    private static Finding finding(PartDeclaration part, String sentence) {
        return Finding.of(Diagnostic.HAND_WRITTEN_PART, part.place(), sentence);
    }
}
