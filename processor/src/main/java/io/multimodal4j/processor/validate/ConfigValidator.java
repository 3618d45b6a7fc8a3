package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.diag.Suggestions;
import io.multimodal4j.processor.model.ConfigType;
import io.multimodal4j.processor.model.ConfigType.EnumType;
import io.multimodal4j.processor.model.ConfigType.Scalar;
import io.multimodal4j.processor.read.ConfigDeclaration;
import io.multimodal4j.processor.read.ConfigDeclaration.Component;
import io.multimodal4j.processor.read.Located;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.types.ConfigTypes;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import io.multimodal4j.processor.types.Visibility;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** The components of the config record and of the records inside it. */
final class ConfigValidator {

    private static final String SUPPORTED =
            "Supported: int, long, double, boolean, String, enums, records without type parameters, List and Optional of these.";

    private final Elements elements;

    ConfigValidator(Elements elements) {
        this.elements = elements;
    }

    void check(ModelDeclaration model, Report report) {
        for (ConfigDeclaration config : model.configs()) {
            if (!config.type().getTypeParameters().isEmpty()) {
                continue; // The constructor's parameter is reported.
            }
            for (Component component : config.components()) {
                check(model, config, component, report);
                ConfigFileValidator.check(model, config, component, report);
            }
        }
    }

    private void check(ModelDeclaration model, ConfigDeclaration config, Component component, Report report) {
        String name = "'" + Names.inProse(config.type()) + "." + component.name() + "'";
        TypeMirror type = component.element().asType();
        Optional<ConfigType> classified = ConfigTypes.of(type);
        if (classified.isEmpty()) {
            report.add(unsupported(name, component, type));
            return;
        }
        Optional<TypeElement> named = ConfigTypes.namedType(type);
        named.flatMap(t -> Visibility.obstacle(t, model.type(), elements))
                .ifPresent(obstacle -> report.add(finding(
                                Place.of(component.element()),
                                name + " has the type " + TypeNames.inProse(type)
                                        + ", which generated code cannot see.")
                        .fix("make '" + Names.inProse(obstacle) + "' public.")));
        checkKeys(name, component, report);
        checkDefaults(name, component.defaults(), classified.get(), report);
    }

    private static Finding unsupported(String name, Component component, TypeMirror type) {
        Finding finding = finding(
                        Place.of(component.element()),
                        name + " has the type " + TypeNames.inProse(type) + ", which cannot be read from config.json.")
                .fact(SUPPORTED);
        return ConfigTypes.box(type)
                .map(box -> finding.fix("write " + box.describe() + ", or Optional<" + TypeNames.inProse(type)
                        + "> for a key that may be missing."))
                .orElse(finding);
    }

    private static void checkKeys(String name, Component component, Report report) {
        Set<String> seen = new HashSet<>();
        for (Located<String> key : component.keys()) {
            if (key.value().isBlank()) {
                report.add(finding(key.place(), "a key of " + name + " is empty.")
                        .fix("write the key of config.json, or leave it out to read \""
                                + Names.snakeCase(component.name()) + "\"."));
            } else if (!seen.add(key.value())) {
                report.add(finding(key.place(), name + " names the key \"" + key.value() + "\" twice.")
                        .fix("remove one of them."));
            }
        }
    }

    private static void checkDefaults(String name, List<Located<String>> defaults, ConfigType type, Report report) {
        if (defaults.size() > 1) {
            report.add(finding(defaults.get(1).place(), name + " has " + defaults.size() + " defaults.")
                    .fix("write one value, or none if the key is required."));
        } else if (defaults.size() == 1) {
            checkDefault(name, defaults.get(0), type, report);
        }
    }

    private static void checkDefault(String name, Located<String> written, ConfigType type, Report report) {
        String text = written.value();
        if (type instanceof Scalar scalar) {
            if (!Defaults.fits(text, scalar)) {
                report.add(finding(
                                written.place(),
                                "the default \"" + text + "\" of " + name + " is not " + article(scalar) + ".")
                        .fix("write it as JSON would, such as \"" + Defaults.example(scalar) + "\"."));
            }
        } else if (type instanceof EnumType constants) {
            List<String> names = constants.constants().stream()
                    .map(c -> c.toLowerCase(Locale.ROOT))
                    .toList();
            if (!names.contains(text)) {
                report.add(finding(
                                written.place(),
                                "the default \"" + text + "\" of " + name + " is no constant of "
                                        + constants.type().shortName() + "." + Suggestions.didYouMean(text, names))
                        .fact("Constants: " + String.join(", ", names) + "."));
            }
        } else {
            report.add(finding(
                            written.place(),
                            name + " cannot have a default: only numbers, booleans, strings and enums can.")
                    .fix("remove defaultValue, or use Optional for a key that may be missing."));
        }
    }

    private static String article(Scalar scalar) {
        return (scalar == Scalar.INT ? "an " : "a ") + scalar.describe();
    }

    private static Finding finding(Place place, String sentence) {
        return Finding.of(Diagnostic.CONFIG_COMPONENT, place, sentence);
    }
}
