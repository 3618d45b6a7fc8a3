package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.Located;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.read.UpdateDeclaration;
import io.multimodal4j.processor.types.Names;
import java.util.ArrayList;
import java.util.List;

/** What each prompt update says about itself: its target, and what an item becomes. */
final class ContentValidator {

    /** What stands for an item's number in a numbered target. */
    static final String NUMBER = "{n}";

    private ContentValidator() {}

    static void check(ModelDeclaration model, Report report) {
        for (UpdateDeclaration update : model.updates()) {
            Modalities.checkKnown(update.modality(), report);
            checkTarget(update, report);
            checkNumbers(update, report);
            checkCount(update, report);
            if (update.isContent()) {
                checkNoTexts(update, report);
            } else {
                checkEmbed(update, report);
            }
        }
    }

    private static void checkTarget(UpdateDeclaration update, Report report) {
        String target = update.target().value();
        if (update.at().isEmpty()) {
            if (target.isBlank()) {
                report.add(Finding.of(
                                Diagnostic.EMPTY_TARGET,
                                update.target().place(),
                                "the target of '" + update.owner() + "' is empty.")
                        .fix("name the placeholder token that an item takes in the prompt, such as \"<image>\"."));
            }
            return;
        }
        InsertionPoint at = update.at().get();
        boolean takesText = at == InsertionPoint.AFTER_PREFIX || at == InsertionPoint.AFTER_TARGET;
        if (takesText && target.isBlank()) {
            report.add(Finding.of(
                            Diagnostic.INSERTION_TEXT,
                            update.target().place(),
                            "the " + update.description() + " does not say behind which text it is.")
                    .fix("at = " + at + ", text = \"<s>\""));
        } else if (!takesText && !target.isEmpty()) {
            report.add(Finding.of(
                            Diagnostic.INSERTION_TEXT,
                            update.target().place(),
                            "the " + update.description() + " has the text \"" + target + "\", but " + at
                                    + " is not behind any text.")
                    .fix("remove the text, or say at = AFTER_TARGET."));
        }
    }

    private static void checkNumbers(UpdateDeclaration update, Report report) {
        String target = update.target().value();
        int first = target.indexOf(NUMBER);
        if (update.at().isEmpty() && first >= 0) {
            if (target.indexOf(NUMBER, first + 1) >= 0) {
                report.add(numbered(update.target(), "the target \"" + target + "\" has {n} more than once.")
                        .fix("write the item's number once."));
            } else if (target.strip().equals(NUMBER)) {
                report.add(numbered(
                                update.target(),
                                "the target \"" + target + "\" is nothing but the item's number, which any number in"
                                        + " a prompt would match.")
                        .fix("put it in a placeholder, such as \"<|image_{n}|>\"."));
            }
        }
        List<Located<String>> plain = new ArrayList<>(List.of(update.embed(), update.before(), update.after()));
        if (update.isInsertion()) {
            plain.add(update.target());
        }
        for (Located<String> text : plain) {
            if (text.value().contains(NUMBER)) {
                report.add(numbered(
                                text,
                                "\"" + text.value() + "\" of '" + update.owner()
                                        + "' has {n}, which stands for the item's number only in the target of a"
                                        + " replacement.")
                        .fix("remove it, or build the content in a method that takes ItemInfo."));
            }
        }
    }

    private static void checkCount(UpdateDeclaration update, Report report) {
        int count = update.count().value();
        if (update.method().isEmpty() && count < 1) {
            report.add(content(
                            update.count(),
                            "the " + update.description() + " has the count " + count
                                    + "; on a class it says how many embeddings every item has, at least 1.")
                    .fix("write count = ..., or move the annotation to a method that counts."));
        } else if (update.method().isPresent() && count != 0) {
            report.add(content(
                            update.count(),
                            "the " + update.description() + " has the count " + count
                                    + ", but the method says how many embeddings there are.")
                    .fix("remove count, or move the annotation to the class."));
        }
    }

    private static void checkNoTexts(UpdateDeclaration update, Report report) {
        List<String> given = new ArrayList<>();
        Located<?> place = update.modality();
        for (Text text : texts(update)) {
            if (!text.located().value().isEmpty()) {
                place = given.isEmpty() ? text.located() : place;
                given.add(text.name());
            }
        }
        if (!given.isEmpty()) {
            report.add(content(
                            place,
                            Names.enumerate(given) + " of '" + update.owner()
                                    + "' cannot be used: the method returns the whole content.")
                    .fix("remove what is given, or have the method return int."));
        }
    }

    private record Text(String name, Located<String> located) {}

    private static List<Text> texts(UpdateDeclaration update) {
        return List.of(
                new Text("embed", update.embed()),
                new Text("before", update.before()),
                new Text("after", update.after()));
    }

    private static void checkEmbed(UpdateDeclaration update, Report report) {
        String embed = update.embed().value();
        boolean numbered = update.target().value().contains(NUMBER);
        if (!embed.isEmpty() && embed.isBlank()) {
            report.add(content(update.embed(), "embed of '" + update.owner() + "' is blank.")
                    .fix("name the special token that receives embeddings, such as \"<image>\"."));
        } else if (embed.isEmpty() && (update.isInsertion() || numbered)) {
            report.add(content(
                            update.embed(),
                            "the " + update.description() + " does not say which token receives the embeddings; "
                                    + (numbered ? "a numbered target cannot." : "there is no target to be it."))
                    .fix("embed = \"<" + update.modality().value() + ">\""));
        }
    }

    private static Finding content(Located<?> at, String sentence) {
        return Finding.of(Diagnostic.CONTENT, at.place(), sentence);
    }

    private static Finding numbered(Located<String> at, String sentence) {
        return Finding.of(Diagnostic.NUMBERED_TARGET, at.place(), sentence);
    }
}
