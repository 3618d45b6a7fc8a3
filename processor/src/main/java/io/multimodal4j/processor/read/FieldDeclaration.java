package io.multimodal4j.processor.read;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.processor.types.TypeNames;
import javax.lang.model.element.VariableElement;

/** An annotated parameter. */
public record FieldDeclaration(
        VariableElement parameter,
        Located<String> name,
        Located<String> modality,
        Layout layout,
        Located<String> shape,
        DType dtype,
        Located<String> sizes,
        boolean keepOnCpu,
        Located<Integer> unitsPerRow,
        Located<Boolean> padded,
        boolean list,
        boolean optional) {

    static FieldDeclaration of(VariableElement parameter, AnnotationView view) throws UnresolvedException {
        return new FieldDeclaration(
                parameter,
                view.string("name"),
                view.string("modality"),
                Layout.valueOf(view.constant("layout").value()),
                view.string("shape"),
                DType.valueOf(view.constant("dtype").value()),
                view.string("sizes"),
                view.bool("keepOnCpu").value(),
                view.integer("unitsPerRow"),
                view.bool("padded"),
                TypeNames.isTensorList(parameter.asType()),
                TypeNames.isOptionalTensor(parameter.asType()));
    }
}
