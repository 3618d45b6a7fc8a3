package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.diag.Suggestions;
import io.multimodal4j.processor.read.Located;

/** The names of modalities. */
final class Modalities {

    private Modalities() {}

    static boolean isKnown(String modality) {
        return Modality.ALL.contains(modality);
    }

    static void checkKnown(Located<String> modality, Report report) {
        if (!isKnown(modality.value())) {
            report.add(Finding.of(
                            Diagnostic.UNKNOWN_MODALITY,
                            modality.place(),
                            "\"" + modality.value() + "\" is no modality."
                                    + Suggestions.didYouMean(modality.value(), Modality.ALL))
                    .fact("Modalities: " + String.join(", ", Modality.ALL) + "."));
        }
    }
}
