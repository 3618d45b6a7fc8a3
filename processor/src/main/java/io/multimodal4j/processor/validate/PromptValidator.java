package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.EncodeDeclaration;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.ReplacementDeclaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How fields and prompt replacements fit together: one of each for every modality, and no target twice. */
final class PromptValidator {

    private PromptValidator() {}

    static void check(ModelDeclaration model, Report report) {
        Map<String, String> byModality = new HashMap<>();
        Map<String, String> byTarget = new HashMap<>();
        for (ReplacementDeclaration replacement : model.replacements()) {
            Modalities.checkKnown(replacement.modality(), report);
            checkTarget(replacement, report);
            checkUnique(replacement, byModality, byTarget, report);
        }
        // A misspelt name would otherwise be reported again, as a modality that lacks the other half.
        if (!report.has(Diagnostic.UNKNOWN_MODALITY)) {
            checkPairs(model, byModality.keySet(), report);
        }
    }

    private static void checkTarget(ReplacementDeclaration replacement, Report report) {
        if (replacement.target().value().isBlank()) {
            report.add(Finding.of(
                            Diagnostic.EMPTY_TARGET,
                            replacement.target().place(),
                            "the target of '" + replacement.method().getSimpleName() + "' is empty.")
                    .fix("name the placeholder token that an item takes in the prompt, such as \"<image>\"."));
        }
    }

    private static void checkUnique(
            ReplacementDeclaration replacement,
            Map<String, String> byModality,
            Map<String, String> byTarget,
            Report report) {
        String method = replacement.method().getSimpleName().toString();
        String modality = replacement.modality().value();
        String target = replacement.target().value();
        String sameModality = byModality.putIfAbsent(modality, method);
        String sameTarget = target.isBlank() ? null : byTarget.putIfAbsent(target, method);
        if (sameModality != null && Modalities.isKnown(modality)) {
            report.add(Finding.of(
                            Diagnostic.DUPLICATE_REPLACEMENT,
                            replacement.modality().place(),
                            "'" + method + "' is a second prompt replacement for the modality " + modality
                                    + ", beside '" + sameModality + "'.")
                    .fix("keep one; an item expands in one way."));
        } else if (sameTarget != null) {
            report.add(Finding.of(
                            Diagnostic.DUPLICATE_REPLACEMENT,
                            replacement.target().place(),
                            "the target \"" + target + "\" of '" + method + "' is also the target of '" + sameTarget
                                    + "'; which item stands there could not be told.")
                    .fix("give each modality its own target."));
        }
    }

    private static void checkPairs(ModelDeclaration model, Set<String> replaced, Report report) {
        Set<String> reported = new HashSet<>();
        for (EncodeDeclaration encode : model.encodes()) {
            String modality = encode.fields().get(0).modality().value();
            if (!replaced.contains(modality) && reported.add(modality)) {
                report.add(Finding.of(
                                Diagnostic.NO_REPLACEMENT,
                                Place.of(encode.method()),
                                "'" + model.name() + "' has fields of the modality " + modality
                                        + " but no prompt replacement for it.")
                        .fix("@PromptReplacement(modality = \"" + modality + "\", target = \"<" + modality
                                + ">\") static int " + modality + "Tokens(...)"));
            }
        }
        List<String> declared = model.fieldModalities();
        for (ReplacementDeclaration replacement : model.replacements()) {
            String modality = replacement.modality().value();
            if (!declared.contains(modality) && reported.add(modality)) {
                report.add(Finding.of(
                                Diagnostic.NO_FIELD,
                                replacement.modality().place(),
                                "'" + model.name() + "' has a prompt replacement for the modality " + modality
                                        + " but no field of it.")
                        .fact("Modalities of its fields: " + (declared.isEmpty() ? "none" : String.join(", ", declared))
                                + ".")
                        .fix("add an encode method with @MultiModalField(modality = \"" + modality + "\", ...)"
                                + " parameters."));
            }
        }
    }
}
