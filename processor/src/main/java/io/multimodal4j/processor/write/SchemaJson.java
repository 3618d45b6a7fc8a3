package io.multimodal4j.processor.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.multimodal4j.processor.model.ConfigRecord;
import io.multimodal4j.processor.model.ConfigType.OptionalType;
import io.multimodal4j.processor.model.FieldDescriptor;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** Writes the JSON description of a model, for tools that do not run Java. */
final class SchemaJson {

    /** Raised whenever a reader of the previous version could misunderstand the next. */
    private static final int SCHEMA_VERSION = 1;

    private SchemaJson() {}

    static String write(ModelDescriptor model) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer());
            json.writeStartObject();
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeStringField("modelClass", model.type().binaryName());
            strings(json, "architectures", model.architectures());
            json.writeStringField("description", model.description());
            json.writeArrayFieldStart("modalities");
            for (ModalityDescriptor modality : model.modalities()) {
                modality(json, modality);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("config");
            for (ConfigRecord config : model.configRecords()) {
                config(json, config);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(indenter);
        return printer;
    }

    private static void modality(JsonGenerator json, ModalityDescriptor modality) throws IOException {
        json.writeStartObject();
        json.writeStringField("modality", modality.name());
        if (modality.limit().isPresent()) {
            json.writeNumberField("limit", modality.limit().getAsInt());
        }
        json.writeStringField("encodeMethod", modality.encodeMethod());
        json.writeArrayFieldStart("fields");
        for (FieldDescriptor field : modality.fields()) {
            field(json, field);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("promptUpdates");
        json.writeStartObject();
        json.writeStringField("mode", "replace");
        json.writeStringField("target", modality.replacement().target());
        json.writeStringField("method", modality.replacement().method());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, FieldDescriptor field) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", field.name());
        json.writeStringField("layout", field.layout().name().toLowerCase(Locale.ROOT));
        json.writeStringField("dtype", field.dtype().typeName());
        json.writeStringField("shape", field.shape());
        if (!field.sizes().isEmpty()) {
            json.writeStringField("sizes", field.sizes());
        }
        json.writeBooleanField("keepOnCpu", field.keepOnCpu());
        json.writeEndObject();
    }

    private static void config(JsonGenerator json, ConfigRecord config) throws IOException {
        json.writeStartObject();
        json.writeStringField("record", config.type().binaryName());
        json.writeArrayFieldStart("components");
        for (ConfigRecord.Component component : config.components()) {
            boolean optional = component.type() instanceof OptionalType;
            json.writeStartObject();
            json.writeStringField("name", component.name());
            strings(json, "keys", component.keys());
            json.writeStringField("type", component.type().describe());
            json.writeBooleanField(
                    "required", !optional && component.defaultValue().isEmpty());
            if (component.defaultValue().isPresent()) {
                json.writeStringField("default", component.defaultValue().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
