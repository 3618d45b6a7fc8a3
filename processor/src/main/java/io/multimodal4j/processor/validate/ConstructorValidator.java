package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import io.multimodal4j.processor.types.Visibility;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Whether generated code can call the constructor. */
final class ConstructorValidator {

    private static final String ALLOWED =
            "It takes the config record (a Java record) and ModelContext, each at most once.";

    private final Elements elements;
    private final Types types;

    ConstructorValidator(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    void check(ModelDeclaration model, Report report) {
        List<ExecutableElement> constructors = model.usableConstructors();
        if (constructors.isEmpty()) {
            // A private class without a constructor gets a private one from the compiler; the class was reported
            // already.
            if (report.has(Diagnostic.PRIVATE_MODEL)) {
                return;
            }
            report.add(finding(Place.of(model.type()), "all constructors of '" + model.name() + "' are private.")
                    .fix("make the one that the registration should call package-private."));
        } else if (constructors.size() > 1) {
            report.add(finding(
                            Place.of(constructors.get(1)),
                            "'" + model.name() + "' has " + constructors.size()
                                    + " constructors that are not private; which one to call is not clear.")
                    .fix("make all but one private."));
        } else {
            checkParameters(model, constructors.get(0), report);
            Exceptions.checked(constructors.get(0), elements, types)
                    .ifPresent(thrown -> report.add(finding(
                                    Place.of(constructors.get(0)),
                                    "the constructor of '" + model.name() + "' throws the checked exception "
                                            + TypeNames.inProse(thrown) + ".")
                            .fix("throw an unchecked exception.")));
        }
    }

    private void checkParameters(ModelDeclaration model, ExecutableElement constructor, Report report) {
        boolean config = false;
        boolean context = false;
        for (VariableElement parameter : constructor.getParameters()) {
            TypeMirror type = parameter.asType();
            boolean isContext = TypeNames.is(type, TypeNames.MODEL_CONTEXT);
            boolean isConfig = ModelDeclaration.isConfigRecord(type);
            if (!isContext && !isConfig) {
                report.add(finding(
                                Place.of(parameter),
                                "the registration cannot supply the parameter '" + parameter.getSimpleName()
                                        + "' of type " + TypeNames.inProse(type) + " to the constructor of '"
                                        + model.name() + "'.")
                        .fact(ALLOWED));
            } else if (isContext ? context : config) {
                report.add(finding(
                                Place.of(parameter),
                                "the constructor of '" + model.name() + "' takes "
                                        + (isContext ? "ModelContext twice." : "a second config record."))
                        .fact(ALLOWED));
            } else if (isConfig) {
                checkRecord(model, parameter, TypeNames.element(type).orElseThrow(), report);
            }
            context |= isContext;
            config |= isConfig;
        }
    }

    private void checkRecord(ModelDeclaration model, VariableElement parameter, TypeElement record, Report report) {
        if (!record.getTypeParameters().isEmpty()) {
            report.add(finding(
                            Place.of(parameter),
                            "the config record '" + Names.inProse(record) + "' has type parameters.")
                    .fix("use a record without type parameters."));
            return;
        }
        Visibility.obstacle(record, model.type(), elements)
                .ifPresent(obstacle -> report.add(finding(
                                Place.of(parameter),
                                "generated code in the package of '" + model.name() + "' cannot see the config record '"
                                        + Names.inProse(record) + "'.")
                        .fix("make '" + Names.inProse(obstacle) + "' "
                                + (Visibility.samePackage(obstacle, model.type(), elements)
                                        ? "package-private or public."
                                        : "public."))));
    }

    private static Finding finding(Place place, String sentence) {
        return Finding.of(Diagnostic.CONSTRUCTOR, place, sentence);
    }
}
