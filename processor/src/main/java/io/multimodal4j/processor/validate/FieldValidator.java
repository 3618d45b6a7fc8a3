package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.DType;
import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.ShapeSpec;
import io.multimodal4j.annotations.ShapeSyntaxException;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.diag.Suggestions;
import io.multimodal4j.processor.read.EncodeDeclaration;
import io.multimodal4j.processor.read.FieldDeclaration;
import io.multimodal4j.processor.read.Located;
import io.multimodal4j.processor.read.ModelDeclaration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What each field says about itself. */
final class FieldValidator {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private FieldValidator() {}

    static void check(ModelDeclaration model, Report report) {
        Map<String, String> modalities = new HashMap<>();
        for (EncodeDeclaration encode : model.encodes()) {
            Set<String> names = new HashSet<>();
            for (FieldDeclaration field : encode.fields()) {
                checkName(model, field, report);
                checkUnique(model, field, names, modalities, report);
                Modalities.checkKnown(field.modality(), report);
                checkShape(field, report);
                checkSizes(model, field, report);
                MergingValidator.check(field, report);
            }
        }
    }

    private static void checkName(ModelDeclaration model, FieldDeclaration field, Report report) {
        Located<String> name = field.name();
        if (!NAME.matcher(name.value()).matches()) {
            report.add(Finding.of(
                            Diagnostic.FIELD_NAME,
                            name.place(),
                            "a field of '" + model.name() + "' has the name \"" + name.value()
                                    + "\", which no processor could use.")
                    .fix("use the Hugging Face processor's name: letters, digits and underscores, such as"
                            + " \"pixel_values\"."));
        }
    }

    /** Alternatives of one modality may share fields; otherwise a name belongs to one parameter. */
    private static void checkUnique(
            ModelDeclaration model,
            FieldDeclaration field,
            Set<String> names,
            Map<String, String> modalities,
            Report report) {
        String name = field.name().value();
        String modality = field.modality().value();
        boolean again = !names.add(name);
        if (again || !modalities.computeIfAbsent(name, n -> modality).equals(modality)) {
            report.add(Finding.of(
                            Diagnostic.DUPLICATE_FIELD,
                            field.name().place(),
                            "'" + model.name() + "' declares the field \"" + name + "\" twice.")
                    .fix("a field belongs to one parameter of a method and to one modality; give this one another name"
                            + " or remove it."));
        }
    }

    private static void checkShape(FieldDeclaration field, Report report) {
        String shape = field.shape().value();
        try {
            ShapeSpec.parse(shape);
        } catch (ShapeSyntaxException e) {
            // Each control character becomes one blank, so that the caret still points at the right place.
            String shown = shape.replaceAll("\\p{Cntrl}", " ");
            report.add(Finding.of(
                            Diagnostic.SHAPE,
                            field.shape().place(),
                            "the shape of the field \"" + field.name().value() + "\" is wrong: " + e.getMessage() + ".")
                    .fact("  \"" + shown + "\"")
                    .fact("   " + " ".repeat(e.position()) + "^"));
        }
    }

    private static void checkSizes(ModelDeclaration model, FieldDeclaration field, Report report) {
        String sizes = field.sizes().value();
        if (field.layout() != Layout.FLAT) {
            if (!sizes.isEmpty()) {
                report.add(Finding.of(
                                Diagnostic.SIZES_NOT_FLAT,
                                field.sizes().place(),
                                "the field \"" + field.name().value() + "\" is " + field.layout()
                                        + ", only FLAT fields have sizes.")
                        .fix("remove sizes = \"" + sizes + "\", or say layout = FLAT."));
            }
            return;
        }
        String modality = field.modality().value();
        List<String> candidates = model.fields().stream()
                .filter(f -> f.modality().value().equals(modality) && isSizes(f))
                .filter(f -> field.optional() || !f.optional())
                .map(f -> f.name().value())
                .distinct()
                .toList();
        if (!candidates.contains(sizes)) {
            report.add(Finding.of(
                            Diagnostic.SIZES_REFERENCE, field.sizes().place(), wrongSizes(model, field, candidates))
                    .fact(
                            candidates.isEmpty()
                                    ? "Fix: declare a BATCHED INT64 field of the modality " + modality
                                            + " with each item's number of rows."
                                    : "Batched integer fields of the modality " + modality + ": "
                                            + String.join(
                                                    ", ",
                                                    candidates.stream().sorted().toList()) + "."));
        }
    }

    private static String wrongSizes(ModelDeclaration model, FieldDeclaration field, List<String> candidates) {
        String sizes = field.sizes().value();
        if (sizes.isEmpty()) {
            return "the FLAT field \"" + field.name().value() + "\" does not say which field gives its sizes.";
        }
        Optional<FieldDeclaration> named = model.fields().stream()
                .filter(f -> f.name().value().equals(sizes))
                .findFirst();
        String start = "sizes = \"" + sizes + "\" ";
        if (named.isEmpty()) {
            return start + "names no @MultiModalField of '" + model.name() + "'."
                    + Suggestions.didYouMean(sizes, candidates);
        }
        if (!named.get().modality().value().equals(field.modality().value())) {
            return start + "names a field of another modality, "
                    + named.get().modality().value() + ".";
        }
        if (isSizes(named.get())) {
            return start + "names a field that may be missing, which \""
                    + field.name().value() + "\" may not.";
        }
        return start + "names a field that is " + named.get().layout() + " "
                + named.get().dtype().typeName() + ", not BATCHED with whole numbers.";
    }

    private static boolean isSizes(FieldDeclaration field) {
        return field.layout() == Layout.BATCHED && (field.dtype() == DType.INT64 || field.dtype() == DType.INT32);
    }
}
