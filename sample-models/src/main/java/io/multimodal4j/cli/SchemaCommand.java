package io.multimodal4j.cli;

import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm4j schema}: the JSON that the build generated for a model. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the JSON schema that was generated for a registered model,",
            "or with --model-dir what a model directory makes of it: processors, their options, field types."
        })
final class SchemaCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Subject subject;

    /** What was declared, or what was loaded. */
    static final class Subject {

        @Parameters(paramLabel = "MODEL", description = "An architecture or a model class; mm4j models lists them.")
        private @Nullable String model;

        @ArgGroup(exclusive = false)
        private @Nullable ModelOptions loaded;

        Subject() {}
    }

    SchemaCommand() {}

    @Override
    public void run() {
        if (subject.loaded != null) {
            try (MultiModalProcessor processor = subject.loaded.load()) {
                Json.print(spec.commandLine().getOut(), json -> LoadedSchema.write(json, processor));
            }
        } else {
            printDeclared(Objects.requireNonNull(subject.model));
        }
    }

    private void printDeclared(String model) {
        Map<String, String> classes = new TreeMap<>();
        ModelRegistry registry = ModelRegistry.load();
        for (String architecture : registry.architectures()) {
            String modelClass = registry.registration(architecture).schema().modelClass();
            classes.put(architecture, modelClass);
            classes.put(modelClass, modelClass);
        }
        String modelClass = classes.get(model);
        if (modelClass == null) {
            List<String> known = new ArrayList<>(classes.keySet());
            throw new IllegalArgumentException("no model is registered as '" + model + "'"
                    + (known.isEmpty()
                            ? "; none is registered at all"
                            : "; did you mean " + Nearest.to(model, known, 1).get(0) + "? There are "
                                    + String.join(", ", known)));
        }
        String resource = "META-INF/multimodal4j/" + modelClass + ".json";
        String json = Resources.text(resource)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + resource + " on the class path: the model was registered by hand"));
        spec.commandLine().getOut().print(json);
    }
}
