package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.ReplacementDeclaration;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The methods that count placeholder tokens: whether generated code can call them. */
final class TokenCountValidator {

    private final Elements elements;
    private final Types types;

    TokenCountValidator(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    void check(ModelDeclaration model, Report report) {
        for (ReplacementDeclaration replacement : model.replacements()) {
            checkMethod(replacement.method(), report);
            checkParameters(model, replacement, report);
        }
    }

    private void checkMethod(ExecutableElement method, Report report) {
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
        if (method.getReturnType().getKind() != TypeKind.INT) {
            wrong.add("returns " + TypeNames.inProse(method.getReturnType()));
        }
        Exceptions.checked(method, elements, types)
                .ifPresent(thrown -> wrong.add("throws the checked exception " + TypeNames.inProse(thrown)));
        if (!wrong.isEmpty()) {
            report.add(finding(
                            Place.of(method),
                            "the token-count method '" + method.getSimpleName() + "' " + Names.enumerate(wrong) + ".")
                    .fix("static int " + method.getSimpleName() + "(...), not private."));
        }
    }

    private static void checkParameters(ModelDeclaration model, ReplacementDeclaration replacement, Report report) {
        boolean config = false;
        boolean size = false;
        for (VariableElement parameter : replacement.method().getParameters()) {
            boolean isConfig = isConfig(model, parameter.asType());
            boolean isSize = TypeNames.is(parameter.asType(), TypeNames.IMAGE_SIZE)
                    && replacement.modality().value().equals(Modality.IMAGE);
            if (isConfig ? config : size && isSize) {
                report.add(finding(
                                Place.of(parameter),
                                "the token-count method '"
                                        + replacement.method().getSimpleName() + "' takes "
                                        + TypeNames.inProse(parameter.asType()) + " twice.")
                        .fix("remove one of them."));
            } else if (!isConfig && !isSize && !mayBeConfig(model, parameter.asType(), report)) {
                report.add(finding(
                                Place.of(parameter),
                                "the token-count method '"
                                        + replacement.method().getSimpleName()
                                        + "' cannot be given the parameter '" + parameter.getSimpleName() + "' of type "
                                        + TypeNames.inProse(parameter.asType()) + ".")
                        .fact("It may take: " + allowed(model, replacement) + "."));
            }
            config |= isConfig;
            size |= isSize;
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

    private static String allowed(ModelDeclaration model, ReplacementDeclaration replacement) {
        List<String> allowed = new ArrayList<>();
        allowed.add(model.configRecord()
                .map(record -> "the config record " + Names.inProse(record))
                .orElse("the config record, once the constructor takes one"));
        if (replacement.modality().value().equals(Modality.IMAGE)) {
            allowed.add("ImageSize");
        }
        return Names.enumerate(allowed);
    }

    private static Finding finding(Place place, String sentence) {
        return Finding.of(Diagnostic.TOKEN_COUNT_METHOD, place, sentence);
    }
}
