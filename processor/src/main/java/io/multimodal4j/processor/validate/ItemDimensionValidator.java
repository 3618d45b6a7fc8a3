package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.Layout;
import io.multimodal4j.annotations.ShapeSpec;
import io.multimodal4j.annotations.ShapeSpec.Dim;
import io.multimodal4j.annotations.ShapeSyntaxException;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.EncodeDeclaration;
import io.multimodal4j.processor.read.FieldDeclaration;
import io.multimodal4j.processor.read.ModelDeclaration;
import java.util.Optional;

/** The first dimension of fields, along which items lie: it differs from prompt to prompt and is the same for what is batched together. */
final class ItemDimensionValidator {

    private ItemDimensionValidator() {}

    static void check(ModelDeclaration model, Report report) {
        for (EncodeDeclaration encode : model.encodes()) {
            Optional<FieldDeclaration> batched = encode.fields().stream()
                    .filter(f -> f.layout() == Layout.BATCHED && !symbol(f).isEmpty())
                    .findFirst();
            for (FieldDeclaration field : encode.fields()) {
                if (field.layout() != Layout.SHARED) {
                    check(field, batched, report);
                }
            }
        }
    }

    private static void check(FieldDeclaration field, Optional<FieldDeclaration> batched, Report report) {
        Optional<Dim> first = first(field);
        String name = "the " + field.layout() + " field \"" + field.name().value() + "\"";
        if (first.isEmpty()) {
            return; // Its shape was reported.
        }
        if (first.get().isFixed()) {
            report.add(finding(
                            field,
                            "the first dimension of " + name + " is always " + first.get()
                                    + ", but items lie along it, and their number differs.")
                    .fix(
                            field.layout() == Layout.BATCHED
                                    ? "begin the shape with a name such as n: \"n "
                                            + field.shape().value() + "\"."
                                    : "begin the shape with a name, such as patches, or say layout = SHARED."));
            return;
        }
        String items = batched.map(ItemDimensionValidator::symbol).orElse("");
        boolean same = items.equals(symbol(field));
        if (field.layout() == Layout.BATCHED && !items.isEmpty() && !same) {
            report.add(finding(
                            field,
                            "the first dimension of " + name + " is '" + symbol(field) + "', but that of \""
                                    + batched.orElseThrow().name().value() + "\" is '" + items
                                    + "'; both are the number of items.")
                    .fix("name it " + items + " in both."));
        } else if (field.layout() == Layout.FLAT && same) {
            report.add(finding(
                            field,
                            "the first dimension of " + name + " is '" + items + "', the number of items, but an item"
                                    + " may have several rows.")
                    .fix("give it a name of its own, such as patches, or say layout = BATCHED."));
        }
    }

    private static Optional<Dim> first(FieldDeclaration field) {
        try {
            return Optional.of(ShapeSpec.parse(field.shape().value()).dims().get(0));
        } catch (ShapeSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String symbol(FieldDeclaration field) {
        return first(field).map(Dim::symbol).orElse("");
    }

    private static Finding finding(FieldDeclaration field, String sentence) {
        return Finding.of(Diagnostic.ITEM_DIMENSION, field.shape().place(), sentence);
    }
}
