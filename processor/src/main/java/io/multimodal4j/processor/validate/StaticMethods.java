package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.read.Arguments;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Whether generated code can call a static method of the model: what it returns, and what it asks for. */
final class StaticMethods {

    /**
     * What is expected of a method.
     *
     * @param diagnostic the id of what is wrong
     * @param name the method's name with what it is, for messages
     * @param returned whether a type may be returned
     * @param example the name of a type that may be returned
     * @param allowed what it may ask for
     */
    record Expected(
            Diagnostic diagnostic, String name, Predicate<TypeMirror> returned, String example, Set<Argument> allowed) {
        Expected {
            allowed = Set.copyOf(allowed);
        }
    }

    private final Elements elements;
    private final Types types;

    StaticMethods(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    void check(ModelDeclaration model, ExecutableElement method, Expected expected, Report report) {
        List<String> wrong = new ArrayList<>();
        if (method.getModifiers().contains(Modifier.PRIVATE)) {
            wrong.add("is private");
        }
        if (!method.getModifiers().contains(Modifier.STATIC)) {
            wrong.add("is not static");
        }
        if (!method.getTypeParameters().isEmpty()) {
            wrong.add("has type parameters");
        }
        if (!expected.returned().test(method.getReturnType())) {
            wrong.add("returns " + TypeNames.inProse(method.getReturnType()));
        }
        Exceptions.checked(method, elements, types)
                .ifPresent(thrown -> wrong.add("throws the checked exception " + TypeNames.inProse(thrown)));
        if (!wrong.isEmpty()) {
            report.add(Finding.of(
                            expected.diagnostic(),
                            Place.of(method),
                            expected.name() + " " + Names.enumerate(wrong) + ".")
                    .fix("static " + expected.example() + " " + method.getSimpleName() + "(...), not private."));
        }
        checkParameters(model, method, expected, report);
    }

    private static void checkParameters(
            ModelDeclaration model, ExecutableElement method, Expected expected, Report report) {
        Set<Argument> seen = EnumSet.noneOf(Argument.class);
        for (VariableElement parameter : method.getParameters()) {
            TypeMirror type = parameter.asType();
            Optional<Argument> argument = Arguments.of(type)
                    .filter(a -> a == Argument.CONFIG
                            ? isConfig(model, type)
                            : expected.allowed().contains(a));
            if (argument.isEmpty() && !mayBeConfig(model, type, report)) {
                report.add(Finding.of(
                                expected.diagnostic(),
                                Place.of(parameter),
                                expected.name() + " cannot be given the parameter '" + parameter.getSimpleName()
                                        + "' of type " + TypeNames.inProse(type) + ".")
                        .fact("It may take: " + allowed(model, expected) + "."));
            } else if (argument.isPresent() && !seen.add(argument.get())) {
                report.add(Finding.of(
                                expected.diagnostic(),
                                Place.of(parameter),
                                expected.name() + " takes " + TypeNames.inProse(type) + " twice.")
                        .fix("remove one of them."));
            }
        }
    }

    private static boolean isConfig(ModelDeclaration model, TypeMirror type) {
        Optional<TypeElement> element = TypeNames.element(type);
        return element.isPresent() && element.equals(model.configRecord());
    }

    /** If the constructor is wrong, which record is the config record is not known, and a second error would only confuse. */
    private static boolean mayBeConfig(ModelDeclaration model, TypeMirror type, Report report) {
        return model.configRecord().isEmpty()
                && ModelDeclaration.isConfigRecord(type)
                && report.has(Diagnostic.CONSTRUCTOR);
    }

    private static String allowed(ModelDeclaration model, Expected expected) {
        List<String> allowed = new ArrayList<>();
        allowed.add(model.configRecord()
                .map(record -> "the config record " + Names.inProse(record))
                .orElse("the config record, once the constructor takes one"));
        expected.allowed().stream().sorted().map(Arguments::typeName).forEach(allowed::add);
        return Names.enumerate(allowed);
    }
}
