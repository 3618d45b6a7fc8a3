package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.Located;
import io.multimodal4j.processor.types.TypeNames;
import java.util.List;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.ProvidesDirective;
import javax.lang.model.element.TypeElement;

/** What concerns more than one model. */
public final class RegistryValidator {

    private RegistryValidator() {}

    /** One architecture of two models. */
    public static Finding duplicate(Located<String> architecture, TypeElement first, TypeElement second) {
        return Finding.of(
                        Diagnostic.DUPLICATE_ARCHITECTURE,
                        architecture.place(),
                        "the architecture \"" + architecture.value() + "\" is registered twice: by '"
                                + first.getQualifiedName() + "' and by '" + second.getQualifiedName() + "'.")
                .fix("remove it from one of them.");
    }

    /** Whether a module provides its indexes, of which there is one unless models were generated late. */
    public static Report provides(ModuleElement module, List<String> indexes) {
        Report report = new Report(module);
        List<String> provided = module.getDirectives().stream()
                .filter(ProvidesDirective.class::isInstance)
                .map(ProvidesDirective.class::cast)
                .filter(d -> d.getService().getQualifiedName().contentEquals(TypeNames.MODEL_INDEX))
                .flatMap(d -> d.getImplementations().stream())
                .map(implementation -> implementation.getQualifiedName().toString())
                .toList();
        if (!provided.containsAll(indexes)) {
            report.add(Finding.of(
                            Diagnostic.NOT_PROVIDED,
                            Place.of(module),
                            "the module '" + module.getQualifiedName()
                                    + "' has models but does not provide their index, so ServiceLoader cannot find them.")
                    .fix("provides " + TypeNames.MODEL_INDEX + " with " + String.join(", ", indexes) + ";"));
        }
        return report;
    }
}
