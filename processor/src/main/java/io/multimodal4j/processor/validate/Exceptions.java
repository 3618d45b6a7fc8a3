package io.multimodal4j.processor.validate;

import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Generated code catches nothing, so what it calls may throw unchecked exceptions only. */
final class Exceptions {

    private Exceptions() {}

    static Optional<TypeMirror> checked(ExecutableElement method, Elements elements, Types types) {
        if (method.getThrownTypes().isEmpty()) {
            return Optional.empty();
        }
        TypeElement runtime = elements.getTypeElement("java.lang.RuntimeException");
        TypeElement error = elements.getTypeElement("java.lang.Error");
        for (TypeMirror thrown : method.getThrownTypes()) {
            boolean unchecked = thrown.getKind() == TypeKind.ERROR
                    || types.isSubtype(thrown, runtime.asType())
                    || types.isSubtype(thrown, error.asType());
            if (!unchecked) {
                return Optional.of(thrown);
            }
        }
        return Optional.empty();
    }
}
