package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.Located;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.UpdateDeclaration;
import java.util.List;

/** Whether it can be told which item stands at a place of the prompt. */
final class TargetValidator {

    private TargetValidator() {}

    static void check(ModelDeclaration model, Report report) {
        List<UpdateDeclaration> updates = model.updates();
        List<UpdateDeclaration> replacements = updates.stream()
                .filter(u -> !u.isInsertion() && !u.target().value().isBlank())
                .toList();
        for (int i = 1; i < replacements.size(); i++) {
            checkOverlap(replacements.get(i), replacements.subList(0, i), report);
        }
        for (UpdateDeclaration update : updates) {
            if (!update.isContent()) {
                checkTexts(update, replacements, report);
            }
        }
    }

    private static void checkOverlap(UpdateDeclaration update, List<UpdateDeclaration> earlier, Report report) {
        String target = example(update);
        for (UpdateDeclaration other : earlier) {
            String otherTarget = example(other);
            boolean overlap = target.startsWith(otherTarget) || otherTarget.startsWith(target);
            if (overlap && update.order().value().equals(other.order().value())) {
                boolean same = target.equals(otherTarget);
                report.add(finding(
                                update.target(),
                                "the target \"" + update.target().value() + "\" of '" + update.owner() + "' "
                                        + (same
                                                ? "is also the target"
                                                : "overlaps the target \""
                                                        + other.target().value() + "\"")
                                        + " of '" + other.owner() + "'; which item stands there could not be told.")
                        .fix(
                                sameModality(update, other)
                                        ? "give each its own target, or remove one."
                                        : "give each modality its own target, or one of them an order that decides."));
                return;
            }
        }
    }

    private static void checkTexts(UpdateDeclaration update, List<UpdateDeclaration> replacements, Report report) {
        for (Located<String> text : List.of(update.embed(), update.before(), update.after())) {
            for (UpdateDeclaration other : replacements) {
                if (!sameModality(update, other) && text.value().contains(example(other))) {
                    report.add(finding(
                                    text,
                                    "\"" + text.value() + "\" of '" + update.owner() + "' contains the target \""
                                            + other.target().value() + "\" of the modality "
                                            + other.modality().value() + ".")
                            .fix("use another text; what an item becomes must not look like a place for another."));
                    break;
                }
            }
        }
    }

    private static boolean sameModality(UpdateDeclaration a, UpdateDeclaration b) {
        return a.modality().value().equals(b.modality().value());
    }

    /** The target of the first item. */
    private static String example(UpdateDeclaration update) {
        return update.target().value().replace(ContentValidator.NUMBER, "1");
    }

    private static Finding finding(Located<String> at, String sentence) {
        return Finding.of(Diagnostic.TARGET_OVERLAP, at.place(), sentence);
    }
}
