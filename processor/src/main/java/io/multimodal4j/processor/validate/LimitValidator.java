package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.diag.Suggestions;
import io.multimodal4j.processor.read.LimitDeclaration;
import io.multimodal4j.processor.read.ModelDeclaration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many items a model takes. */
final class LimitValidator {

    private LimitValidator() {}

    static void check(ModelDeclaration model, Report report) {
        Set<String> seen = new HashSet<>();
        List<String> known = model.fieldModalities();
        for (LimitDeclaration limit : model.limits()) {
            String modality = limit.modality().value();
            if (!known.contains(modality)) {
                report.add(finding(
                                limit.modality().place(),
                                "'" + model.name() + "' limits the modality \"" + modality
                                        + "\", of which it has no field." + Suggestions.didYouMean(modality, known))
                        .fact("Modalities of its fields: " + (known.isEmpty() ? "none" : String.join(", ", known))
                                + "."));
            } else if (!seen.add(modality)) {
                report.add(finding(
                                limit.modality().place(),
                                "'" + model.name() + "' limits the modality " + modality + " twice.")
                        .fix("keep one of the limits."));
            }
            if (limit.max().value() < 1) {
                report.add(finding(
                                limit.max().place(),
                                "the limit for the modality " + modality + " is "
                                        + limit.max().value() + "; it must be at least 1.")
                        .fix("write how many items one prompt may carry, or remove the limit."));
            }
        }
    }

    private static Finding finding(Place place, String sentence) {
        return Finding.of(Diagnostic.LIMIT, place, sentence);
    }
}
