package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.Located;
import io.multimodal4j.processor.read.ModelDeclaration;
import java.util.HashSet;
import java.util.Set;

/** The names under which a model is registered. */
final class ArchitectureValidator {

    private ArchitectureValidator() {}

    static void check(ModelDeclaration model, Report report) {
        if (model.architectures().isEmpty()) {
            report.add(Finding.of(
                            Diagnostic.ARCHITECTURE_NAME,
                            model.architecturesPlace(),
                            "@RegisterProcessor of '" + model.name() + "' names no architecture.")
                    .fix("name the entry of config.json's \"architectures\", such as"
                            + " @RegisterProcessor(\"LlavaForConditionalGeneration\")."));
        }
        Set<String> seen = new HashSet<>();
        for (Located<String> architecture : model.architectures()) {
            if (architecture.value().isBlank()) {
                report.add(Finding.of(
                                Diagnostic.ARCHITECTURE_NAME,
                                architecture.place(),
                                "an architecture of '" + model.name() + "' is "
                                        + (architecture.value().isEmpty() ? "empty." : "blank."))
                        .fix("write the entry of config.json's \"architectures\"."));
            } else if (!seen.add(architecture.value())) {
                report.add(Finding.of(
                                Diagnostic.ARCHITECTURE_NAME,
                                architecture.place(),
                                "'" + model.name() + "' names the architecture \"" + architecture.value() + "\" twice.")
                        .fix("remove one of them."));
            }
        }
    }
}
