package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.EncodeDeclaration;
import io.multimodal4j.processor.read.FieldDeclaration;
import io.multimodal4j.processor.read.ModelDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The encode methods of one modality: which one is called must follow from the fields that are there. */
final class AlternativesValidator {

    private AlternativesValidator() {}

    static void check(ModelDeclaration model, Report report) {
        // Whose modalities are mixed or unknown belongs to no modality.
        if (report.has(Diagnostic.ENCODE_METHOD) || report.has(Diagnostic.UNKNOWN_MODALITY)) {
            return;
        }
        for (EncodeDeclaration encode : model.encodes()) {
            if (encode.requiredFields().isEmpty()) {
                report.add(Finding.of(
                                Diagnostic.ALTERNATIVES,
                                Place.of(encode.method()),
                                "all fields of '" + encode.method().getSimpleName()
                                        + "' may be missing, so nothing says when to call it.")
                        .fix("make the field Tensor, not Optional<Tensor>, that it cannot do without."));
            }
        }
        for (String modality : model.fieldModalities()) {
            List<EncodeDeclaration> encodes = model.encodes(modality);
            for (int i = 1; i < encodes.size(); i++) {
                checkToldApart(encodes.get(i), encodes.subList(0, i), report);
            }
            checkSameFields(encodes, report);
        }
    }

    private static void checkToldApart(EncodeDeclaration encode, List<EncodeDeclaration> earlier, Report report) {
        List<String> required = encode.requiredFields();
        for (EncodeDeclaration other : earlier) {
            List<String> otherRequired = other.requiredFields();
            if (required.isEmpty() || otherRequired.isEmpty()) {
                continue;
            }
            if (required.containsAll(otherRequired) || otherRequired.containsAll(required)) {
                report.add(Finding.of(
                                Diagnostic.ALTERNATIVES,
                                Place.of(encode.method()),
                                "'" + encode.method().getSimpleName() + "' and '"
                                        + other.method().getSimpleName() + "' of the modality " + encode.modality()
                                        + " cannot be told apart by the fields that are there.")
                        .fact("Required: " + required + " and " + otherRequired + ".")
                        .fix("merge them into one method, with Optional<Tensor> for what may be missing, or give each a"
                                + " field that the other lacks."));
                return;
            }
        }
    }

    private static void checkSameFields(List<EncodeDeclaration> encodes, Report report) {
        Map<String, FieldDeclaration> first = new HashMap<>();
        for (EncodeDeclaration encode : encodes) {
            for (FieldDeclaration field : encode.fields()) {
                FieldDeclaration other = first.putIfAbsent(field.name().value(), field);
                if (other != null && !describe(field).equals(describe(other))) {
                    report.add(Finding.of(
                                    Diagnostic.ALTERNATIVES,
                                    field.name().place(),
                                    "the field \"" + field.name().value()
                                            + "\" is not declared as in the other encode method.")
                            .fact("Here: " + describe(field) + "; there: " + describe(other) + ".")
                            .fix("declare it the same in each."));
                }
            }
        }
    }

    private static String describe(FieldDeclaration field) {
        return field.layout() + " " + field.dtype().typeName() + " ["
                + field.shape().value() + "]"
                + (field.sizes().value().isEmpty() ? "" : " by " + field.sizes().value())
                + (field.unitsPerRow().value() == 1
                        ? ""
                        : ", a row for " + field.unitsPerRow().value())
                + (field.list() ? ", a list" : "")
                + (field.padded().value() ? ", padded" : "")
                + (field.keepOnCpu() ? ", on the CPU" : "")
                + (field.optional() ? ", optional" : "");
    }
}
