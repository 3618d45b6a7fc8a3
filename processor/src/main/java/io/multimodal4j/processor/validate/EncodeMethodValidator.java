package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.AnnotationNames;
import io.multimodal4j.processor.read.AnnotationView;
import io.multimodal4j.processor.read.EncodeDeclaration;
import io.multimodal4j.processor.read.FieldDeclaration;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The methods with annotated parameters: whether the generated dispatch can call them. */
final class EncodeMethodValidator {

    private final Elements elements;
    private final Types types;

    EncodeMethodValidator(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    void check(ModelDeclaration model, Report report) {
        for (EncodeDeclaration encode : model.encodes()) {
            if (encode.method().getKind() != ElementKind.METHOD) {
                report.add(finding(
                                AnnotationView.find(
                                                encode.fields().get(0).parameter(), AnnotationNames.MULTI_MODAL_FIELD)
                                        .orElseThrow()
                                        .place(),
                                "@MultiModalField belongs on the parameters of an encode method, not of a constructor.")
                        .fix("move it to a method that returns List<Tensor>."));
                continue;
            }
            checkMethod(encode, report);
            checkParameters(encode, report);
            checkModalities(encode, report);
        }
    }

    private void checkMethod(EncodeDeclaration encode, Report report) {
        ExecutableElement method = encode.method();
        List<String> wrong = new ArrayList<>();
        for (Modifier modifier : List.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.ABSTRACT)) {
            if (method.getModifiers().contains(modifier)) {
                wrong.add("is " + modifier);
            }
        }
        if (!method.getTypeParameters().isEmpty()) {
            wrong.add("has type parameters");
        }
        if (!TypeNames.isTensorList(method.getReturnType())) {
            wrong.add("returns " + TypeNames.inProse(method.getReturnType()));
        }
        Exceptions.checked(method, elements, types)
                .ifPresent(thrown -> wrong.add("throws the checked exception " + TypeNames.inProse(thrown)));
        if (!wrong.isEmpty()) {
            report.add(finding(
                            Place.of(method),
                            "the encode method '" + method.getSimpleName() + "' " + Names.enumerate(wrong) + ".")
                    .fix("List<Tensor> " + method.getSimpleName()
                            + "(@MultiModalField(...) Tensor ...), an instance method that is not private."));
        }
    }

    private static void checkParameters(EncodeDeclaration encode, Report report) {
        for (VariableElement parameter : encode.method().getParameters()) {
            boolean annotated = AnnotationView.isPresent(parameter, AnnotationNames.MULTI_MODAL_FIELD);
            if (!annotated) {
                report.add(finding(
                                Place.of(parameter),
                                "the parameter '" + parameter.getSimpleName() + "' of the encode method '"
                                        + encode.method().getSimpleName() + "' has no @MultiModalField.")
                        .fix("annotate it, or pass the value through the constructor."));
            } else if (!TypeNames.is(parameter.asType(), TypeNames.TENSOR)
                    && !TypeNames.isTensorList(parameter.asType())
                    && !TypeNames.isOptionalTensor(parameter.asType())) {
                report.add(finding(
                                Place.of(parameter),
                                "the field parameter '" + parameter.getSimpleName() + "' has the type "
                                        + TypeNames.inProse(parameter.asType()) + ".")
                        .fix("Tensor " + parameter.getSimpleName()
                                + ", Optional<Tensor> for a field that may be missing,"
                                + " or List<Tensor> for a tensor per item."));
            }
        }
    }

    private static void checkModalities(EncodeDeclaration encode, Report report) {
        String name = encode.method().getSimpleName().toString();
        String first = encode.fields().get(0).modality().value();
        for (FieldDeclaration field : encode.fields()) {
            String modality = field.modality().value();
            if (!modality.equals(first) && Modality.ALL.contains(modality) && Modality.ALL.contains(first)) {
                report.add(finding(
                                field.modality().place(),
                                "the encode method '" + name + "' mixes the modalities " + first + " and " + modality
                                        + ".")
                        .fix("write one encode method for each modality."));
                return;
            }
        }
    }

    private static Finding finding(Place place, String sentence) {
        return Finding.of(Diagnostic.ENCODE_METHOD, place, sentence);
    }
}
