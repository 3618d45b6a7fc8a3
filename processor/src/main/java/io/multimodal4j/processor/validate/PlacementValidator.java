package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.types.ClassFinder;
import io.multimodal4j.processor.types.Enclosing;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import io.multimodal4j.processor.types.Visibility;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What kind of class a model is, and whether generated code can create it. */
final class PlacementValidator {

    private final Elements elements;
    private final Types types;

    PlacementValidator(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /** Returns whether it is a class at all, so that it makes sense to look inside. */
    boolean check(ModelDeclaration model, Report report) {
        TypeElement type = model.type();
        Place place = Place.of(type);
        String kind = kind(type);
        if (!kind.isEmpty()) {
            report.add(Finding.of(
                            Diagnostic.NOT_A_CLASS,
                            place,
                            "@RegisterProcessor needs a concrete class, but '" + model.name() + "' is " + kind + ".")
                    .fix("move the annotation to a concrete class that implements SupportsMultiModal."));
        }
        if (!kind.isEmpty() && !kind.startsWith("an abstract")) {
            return false;
        }
        checkNesting(model, report);
        if (!type.getTypeParameters().isEmpty()) {
            report.add(Finding.of(
                            Diagnostic.GENERIC_MODEL,
                            place,
                            "'" + model.name() + "' has type parameters, so nothing can say what to create.")
                    .fix("remove them, or register a subclass that fixes them."));
        }
        checkContract(model, report);
        return true;
    }

    private static String kind(TypeElement type) {
        return switch (type.getKind()) {
            case INTERFACE -> "an interface";
            case ENUM -> "an enum";
            case ANNOTATION_TYPE -> "an annotation type";
            default -> type.getModifiers().contains(Modifier.ABSTRACT) ? "an abstract class" : "";
        };
    }

    private void checkNesting(ModelDeclaration model, Report report) {
        TypeElement type = model.type();
        if (type.getNestingKind() == NestingKind.MEMBER
                && type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.STATIC)) {
            report.add(Finding.of(
                            Diagnostic.INNER_CLASS,
                            Place.of(type),
                            "'" + model.name() + "' is an inner class, which cannot be created without an instance of '"
                                    + Names.inProse(Enclosing.outer(type)) + "'.")
                    .fix("declare it static, or as a top-level class."));
        }
        Visibility.obstacle(type, type, elements)
                .ifPresent(obstacle -> report.add(Finding.of(
                                Diagnostic.PRIVATE_MODEL,
                                Place.of(type),
                                "'" + model.name() + "' cannot be registered: "
                                        + (obstacle.equals(type)
                                                ? "it"
                                                : "the enclosing class '" + Names.inProse(obstacle) + "'")
                                        + " is private, so generated code cannot reach it.")
                        .fix("make '" + Names.inProse(obstacle) + "' package-private or public.")));
    }

    private void checkContract(ModelDeclaration model, Report report) {
        TypeElement contract = ClassFinder.from(model.type(), elements).find(TypeNames.SUPPORTS_MULTI_MODAL);
        if (contract == null) {
            report.add(Finding.of(
                            Diagnostic.NOT_MULTI_MODAL,
                            Place.of(model.type()),
                            "'" + model.name() + "' cannot be registered: " + TypeNames.SUPPORTS_MULTI_MODAL
                                    + " is not on the class path.")
                    .fix("add the dependency io.multimodal4j:multimodal4j-runtime."));
            return;
        }
        if (!types.isSubtype(model.type().asType(), contract.asType())) {
            report.add(Finding.of(
                            Diagnostic.NOT_MULTI_MODAL,
                            Place.of(model.type()),
                            "'" + model.name() + "' is registered but does not implement SupportsMultiModal.")
                    .fix("class " + model.type().getSimpleName() + " implements SupportsMultiModal"));
        }
        if (model.encodes().isEmpty() && model.updates().isEmpty()) {
            report.add(Inheritance.hint(
                            model,
                            Finding.of(
                                    Diagnostic.NOTHING_DECLARED,
                                    Place.of(model.type()),
                                    "'" + model.name() + "' is registered but declares no modality."))
                    .fix("add an encode method with @MultiModalField parameters and a method with"
                            + " @PromptReplacement."));
        }
    }
}
