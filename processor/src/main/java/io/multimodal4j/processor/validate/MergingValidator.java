package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.Layout;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.FieldDeclaration;

/** How the items of a field come together for an encode call. */
final class MergingValidator {

    private MergingValidator() {}

    static void check(FieldDeclaration field, Report report) {
        if (field.layout() == Layout.SHARED && field.list()) {
            report.add(
                    finding(Place.of(field.parameter()), field, " is SHARED, so its items have one value and no list.")
                            .fix("Tensor " + field.parameter().getSimpleName() + "."));
        }
        if (field.padded().value() && (field.list() || field.layout() == Layout.SHARED)) {
            report.add(finding(
                            field.padded().place(),
                            field,
                            field.list()
                                    ? " is a list, whose items are not merged."
                                    : " is SHARED, so its items are equal.")
                    .fix("remove padded = true" + (field.list() ? ", or make the parameter a Tensor." : ".")));
        }
        int units = field.unitsPerRow().value();
        if (units < 1) {
            report.add(finding(field.unitsPerRow().place(), field, " has unitsPerRow = " + units + ".")
                    .fix("unitsPerRow must be at least 1."));
        } else if (units > 1 && field.layout() != Layout.FLAT) {
            report.add(finding(
                            field.unitsPerRow().place(),
                            field,
                            " is " + field.layout() + ", only FLAT fields have sizes.")
                    .fix("remove unitsPerRow = " + units + ", or say layout = FLAT."));
        }
    }

    private static Finding finding(Place place, FieldDeclaration field, String what) {
        return Finding.of(
                Diagnostic.MERGING, place, "the field \"" + field.name().value() + "\"" + what);
    }
}
