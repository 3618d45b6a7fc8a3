package io.multimodal4j.cli;

import io.multimodal4j.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm4j schema}: the JSON that the build generated for a model. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON schema that was generated for a registered model.")
final class SchemaCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "An architecture or a model class; mm4j models lists them.")
    @SuppressWarnings("NullAway.Init")
    private String model;

    SchemaCommand() {}

    @Override
    public void run() {
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
