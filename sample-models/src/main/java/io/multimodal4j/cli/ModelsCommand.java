package io.multimodal4j.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.model.ModelSchema;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import io.multimodal4j.model.ModelSchema.PromptUpdateSpec;
import io.multimodal4j.registry.ModelRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mm4j models}: what is registered. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Lists every registered model.")
final class ModelsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ModelsCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ModelRegistry registry = ModelRegistry.load();
        if (json) {
            Json.print(out, generator -> writeAll(generator, registry));
            return;
        }
        Table table = new Table();
        for (String architecture : registry.architectures()) {
            describe(table, architecture, registry.registration(architecture).schema());
        }
        table.print(out);
    }

    private static void writeAll(JsonGenerator json, ModelRegistry registry) throws IOException {
        json.writeStartArray();
        for (String architecture : registry.architectures()) {
            ModelSchema schema = registry.registration(architecture).schema();
            json.writeStartObject();
            json.writeStringField("model", architecture);
            json.writeStringField("class", schema.modelClass());
            json.writeStringField("description", schema.description());
            json.writeObjectFieldStart("modalities");
            for (ModalitySchema modality : schema.modalities()) {
                write(json, modality);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, ModalitySchema modality) throws IOException {
        json.writeObjectFieldStart(modality.modality());
        if (modality.limit().isPresent()) {
            json.writeNumberField("limit", modality.limit().getAsInt());
        } else {
            json.writeNullField("limit");
        }
        json.writeObjectFieldStart("fields");
        for (FieldSpec field : modality.fields()) {
            json.writeObjectFieldStart(field.name());
            json.writeStringField("layout", field.layout().name().toLowerCase(Locale.ROOT));
            json.writeStringField("dtype", field.dtype().typeName());
            json.writeStringField("shape", field.shape().toString());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("prompt_updates");
        for (PromptUpdateSpec update : modality.promptUpdates()) {
            json.writeStartObject();
            json.writeStringField("mode", update.mode());
            json.writeStringField("target", update.target());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void describe(Table table, String architecture, ModelSchema schema) {
        table.line(architecture + "  " + schema.description()).line("  class", schema.modelClass());
        for (ModalitySchema modality : schema.modalities()) {
            String limit = modality.limit().isPresent()
                    ? "at most " + Table.number(modality.limit().getAsInt())
                    : "no limit of its own";
            table.line("  " + modality.modality(), limit + " per prompt");
            for (FieldSpec field : modality.fields()) {
                table.line(
                        "    field " + field.name(),
                        field.layout().name().toLowerCase(Locale.ROOT) + " "
                                + field.dtype().typeName() + " [" + field.shape() + "]");
            }
            for (PromptUpdateSpec update : modality.promptUpdates()) {
                table.line("    prompt update", update.mode() + " " + update.target());
            }
        }
    }
}
