package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.EncodeDeclaration;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.UpdateDeclaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How fields and prompt updates fit together: some of each for every modality. Tokens are counted from the headers of media, before a prompt is read, so all
 * updates of a modality must say the same of what an item becomes.
 */
final class PromptValidator {

    private PromptValidator() {}

    static void check(ModelDeclaration model, Report report) {
        Map<String, UpdateDeclaration> byModality = new HashMap<>();
        Set<String> inserted = new HashSet<>();
        for (UpdateDeclaration update : model.updates()) {
            String modality = update.modality().value();
            UpdateDeclaration first = byModality.putIfAbsent(modality, update);
            boolean secondInsertion = update.isInsertion() && !inserted.add(modality);
            if (first != null && Modalities.isKnown(modality)) {
                checkSame(update, first, secondInsertion, report);
            }
        }
        // A misspelt name would otherwise be reported again, as a modality that lacks the other half.
        if (!report.has(Diagnostic.UNKNOWN_MODALITY)) {
            checkPairs(model, byModality.keySet(), report);
        }
    }

    private static void checkSame(
            UpdateDeclaration update, UpdateDeclaration first, boolean secondInsertion, Report report) {
        String modality = update.modality().value();
        if (!update.element().equals(first.element())) {
            report.add(finding(
                            update,
                            "'" + update.owner() + "' is a second " + update.kind() + " for the modality " + modality
                                    + ", beside '" + first.owner() + "'.")
                    .fix("keep one; an item expands in one way, whose targets may be several annotations on it."));
        } else if (secondInsertion) {
            report.add(finding(
                            update,
                            "a second prompt insertion of '" + update.owner() + "' for the modality " + modality
                                    + " could never apply: the first takes all items that have no placeholder.")
                    .fix("remove it."));
        } else if (!update.isContent() && !content(update).equals(content(first))) {
            report.add(finding(
                            update,
                            "the updates of '" + update.owner() + "' for the modality " + modality
                                    + " differ in what an item becomes.")
                    .fact("Embed, before, after and count: " + content(update) + " and " + content(first) + ".")
                    .fix("say the same in each; only where an item goes may differ."));
        }
    }

    private static List<Object> content(UpdateDeclaration update) {
        return List.of(
                update.effectiveEmbed(),
                update.before().value(),
                update.after().value(),
                update.count().value());
    }

    private static void checkPairs(ModelDeclaration model, Set<String> updated, Report report) {
        Set<String> reported = new HashSet<>();
        for (EncodeDeclaration encode : model.encodes()) {
            String modality = encode.modality();
            if (!updated.contains(modality) && reported.add(modality)) {
                report.add(Inheritance.hint(
                                model,
                                Finding.of(
                                        Diagnostic.NO_REPLACEMENT,
                                        Place.of(encode.method()),
                                        "'" + model.name() + "' has fields of the modality " + modality
                                                + " but no prompt replacement or insertion for it."))
                        .fix("@PromptReplacement(modality = \"" + modality + "\", target = \"<" + modality
                                + ">\") static int " + modality + "Tokens(...)"));
            }
        }
        List<String> declared = model.fieldModalities();
        for (UpdateDeclaration update : model.updates()) {
            String modality = update.modality().value();
            if (!declared.contains(modality) && reported.add(modality)) {
                report.add(Inheritance.hint(
                                model,
                                Finding.of(
                                                Diagnostic.NO_FIELD,
                                                update.modality().place(),
                                                "'" + model.name() + "' has a " + update.kind() + " for the modality "
                                                        + modality + " but no field of it.")
                                        .fact("Modalities of its fields: "
                                                + (declared.isEmpty() ? "none" : String.join(", ", declared)) + "."))
                        .fix("add an encode method with @MultiModalField(modality = \"" + modality + "\", ...)"
                                + " parameters."));
            }
        }
    }

    private static Finding finding(UpdateDeclaration update, String sentence) {
        return Finding.of(Diagnostic.DUPLICATE_REPLACEMENT, update.modality().place(), sentence);
    }
}
