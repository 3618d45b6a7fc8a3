package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.read.Arguments;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.UpdateDeclaration;
import io.multimodal4j.processor.types.TypeNames;
import io.multimodal4j.processor.validate.StaticMethods.Expected;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The methods that say what an item becomes: whether generated code can call them. */
final class TokenCountValidator {

    private final StaticMethods methods;

    TokenCountValidator(StaticMethods methods) {
        this.methods = methods;
    }

    void check(ModelDeclaration model, Report report) {
        Set<ExecutableElement> seen = new HashSet<>();
        for (UpdateDeclaration update : model.updates()) {
            update.method().filter(seen::add).ifPresent(method -> {
                Set<String> modalities = model.updates().stream()
                        .filter(other -> other.element().equals(method))
                        .map(other -> other.modality().value())
                        .collect(Collectors.toSet());
                methods.check(model, method, expected(method, allowed(modalities)), report);
            });
        }
    }

    /** Of a method for several modalities, no size would fit all; with a misspelt one, which is reported, any may be meant. */
    private static Set<Argument> allowed(Set<String> modalities) {
        Set<Argument> allowed = EnumSet.of(Argument.ITEM);
        if (!modalities.stream().allMatch(Modalities::isKnown)) {
            Modality.ALL.forEach(modality -> Arguments.size(modality).ifPresent(allowed::add));
        } else if (modalities.size() == 1) {
            modalities.forEach(modality -> Arguments.size(modality).ifPresent(allowed::add));
        }
        return allowed;
    }

    private static Expected expected(ExecutableElement method, Set<Argument> allowed) {
        return new Expected(
                Diagnostic.TOKEN_COUNT_METHOD,
                "the token-count method '" + method.getSimpleName() + "'",
                TokenCountValidator::mayBeReturned,
                "int",
                allowed);
    }

    private static boolean mayBeReturned(TypeMirror type) {
        return type.getKind() == TypeKind.INT || TypeNames.is(type, TypeNames.PROMPT_CONTENT);
    }
}
