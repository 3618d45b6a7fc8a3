package io.multimodal4j.processor.validate;

import io.multimodal4j.annotations.ConfigFile;
import io.multimodal4j.processor.diag.Diagnostic;
import io.multimodal4j.processor.diag.Finding;
import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.diag.Suggestions;
import io.multimodal4j.processor.model.ConfigType;
import io.multimodal4j.processor.model.ConfigType.OptionalType;
import io.multimodal4j.processor.model.ConfigType.RecordType;
import io.multimodal4j.processor.read.ConfigDeclaration;
import io.multimodal4j.processor.read.ConfigDeclaration.Component;
import io.multimodal4j.processor.read.Located;
import io.multimodal4j.processor.read.ModelDeclaration;
import io.multimodal4j.processor.types.ConfigTypes;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import java.util.Optional;

/** The components of the config record that are read from other files. */
final class ConfigFileValidator {

    private ConfigFileValidator() {}

    static void check(ModelDeclaration model, ConfigDeclaration config, Component component, Report report) {
        if (component.file().isEmpty()) {
            return;
        }
        Located<String> file = component.file().get();
        String name = "'" + Names.inProse(config.type()) + "." + component.name() + "'";
        checkKnown(name, file, report);
        ConfigDeclaration root = model.configs().get(0);
        if (!config.equals(root)) {
            report.add(finding(
                            file,
                            name + " names a file, but only components of the config record '"
                                    + Names.inProse(root.type()) + "' itself can be files.")
                    .fix("move the component there."));
        }
        if (component.hasKey()) {
            report.add(finding(file, name + " is a whole file, so it has neither a key nor a default.")
                    .fix("remove @ConfigKey, or write it on a component of the record that is read from the file."));
        }
        Optional<ConfigType> type = ConfigTypes.of(component.element().asType());
        if (type.isPresent() && !isRecord(type.get())) {
            report.add(finding(
                            file,
                            name + " is read from a file, which is an object, but has the type "
                                    + TypeNames.inProse(component.element().asType()) + ".")
                    .fix("give it a record with the keys that the model needs, or Optional of one."));
        }
    }

    private static void checkKnown(String name, Located<String> file, Report report) {
        if (!ConfigFile.ALL.contains(file.value())) {
            report.add(finding(
                            file,
                            name + " names the file \"" + file.value() + "\", which is not read."
                                    + Suggestions.didYouMean(file.value(), ConfigFile.ALL))
                    .fact("Files: " + String.join(", ", ConfigFile.ALL) + "."));
        }
    }

    private static boolean isRecord(ConfigType type) {
        return type instanceof RecordType
                || (type instanceof OptionalType optional && optional.value() instanceof RecordType);
    }

    private static Finding finding(Located<String> at, String sentence) {
        return Finding.of(Diagnostic.CONFIG_FILE, at.place(), sentence);
    }
}
