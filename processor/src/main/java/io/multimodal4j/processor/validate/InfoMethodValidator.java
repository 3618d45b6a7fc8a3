package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.read.Arguments;
import io.multimodal4j.processor.read.InfoDeclaration;
import io.multimodal4j.processor.read.InfoDeclaration.Kind;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.PartDeclaration.Part;
import io.multimodal4j.processor.types.TypeNames;
import io.multimodal4j.processor.validate.StaticMethods.Expected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The methods that say which size has the most features and how many tokens an item has at most. */
final class InfoMethodValidator {

    private final StaticMethods methods;

    InfoMethodValidator(StaticMethods methods) {
        this.methods = methods;
    }

    void check(ModelDeclaration model, Report report) {
        Map<String, String> seen = new HashMap<>();
        boolean byHand = model.parts().stream().anyMatch(part -> part.part() == Part.INFO);
        for (InfoDeclaration info : model.infos()) {
            String annotation = "@" + info.kind().annotation();
            String modality = info.modality().value();
            String method = info.method().getSimpleName().toString();
            if (byHand) {
                report.add(finding(
                                info,
                                annotation + " of '" + method + "' has no effect: '" + model.name()
                                        + "' says info by hand.")
                        .fix("call '" + method + "' from the class that info names, or remove info."));
                continue;
            }
            Modalities.checkKnown(info.modality(), report);
            if (Modalities.isKnown(modality)) {
                checkModality(model, info, seen, report);
                methods.check(model, info.method(), expected(info, annotation), report);
            }
        }
    }

    private static void checkModality(
            ModelDeclaration model, InfoDeclaration info, Map<String, String> seen, Report report) {
        String annotation = "@" + info.kind().annotation();
        String modality = info.modality().value();
        String method = info.method().getSimpleName().toString();
        String other = seen.putIfAbsent(annotation + modality, method);
        List<String> declared = model.fieldModalities();
        if (other != null) {
            report.add(finding(
                            info,
                            "'" + method + "' is a second " + annotation + " for the modality " + modality
                                    + ", beside '" + other + "'.")
                    .fix("keep one of them."));
        } else if (!declared.contains(modality) && !report.has(Diagnostic.NO_FIELD)) {
            report.add(finding(
                            info,
                            annotation + " of '" + method + "' is for the modality " + modality + ", of which '"
                                    + model.name() + "' has no field.")
                    .fact("Modalities of its fields: " + (declared.isEmpty() ? "none" : String.join(", ", declared))
                            + "."));
        }
    }

    private static Expected expected(InfoDeclaration info, String annotation) {
        String name = "the method '" + info.method().getSimpleName() + "' with " + annotation;
        if (info.kind() == Kind.MAX_TOKENS_PER_ITEM) {
            return new Expected(
                    Diagnostic.ITEM_INFO_METHOD,
                    name,
                    type -> type.getKind() == TypeKind.INT,
                    "int",
                    Set.of(Argument.SEQUENCE_LENGTH));
        }
        Optional<Argument> size = Arguments.size(info.modality().value());
        Predicate<TypeMirror> isSize = type -> TypeNames.element(type).isPresent()
                && Arguments.of(type).isPresent()
                && Arguments.of(type).equals(size);
        String typeName = Arguments.typeName(size.orElseThrow());
        return new Expected(Diagnostic.ITEM_INFO_METHOD, name, isSize, typeName, Set.of());
    }

    private static Finding finding(InfoDeclaration info, String sentence) {
        return Finding.of(Diagnostic.ITEM_INFO_METHOD, info.modality().place(), sentence);
    }
}
