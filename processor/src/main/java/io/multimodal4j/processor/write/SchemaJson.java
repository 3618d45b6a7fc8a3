package io.multimodal4j.processor.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.multimodal4j.annotations.InsertionPoint;
import io.multimodal4j.processor.model.CallDescriptor;
import io.multimodal4j.processor.model.ConfigRecord;
import io.multimodal4j.processor.model.ConfigType.OptionalType;
import io.multimodal4j.processor.model.EncodeDescriptor;
import io.multimodal4j.processor.model.FieldDescriptor;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import io.multimodal4j.processor.model.UpdateDescriptor;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
            part(json, "info", model.info());
            part(json, "dummyInputs", model.dummyInputs());
            part(json, "processor", model.imageProcessor());
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
        json.writeArrayFieldStart("fields");
        for (FieldDescriptor field : modality.fields()) {
            field(json, field);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("alternatives");
        for (EncodeDescriptor encode : modality.alternatives()) {
            json.writeStartObject();
            json.writeStringField("encodeMethod", encode.method());
            strings(
                    json,
                    "fields",
                    encode.fields().stream().map(FieldDescriptor::name).toList());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("promptUpdates");
        for (UpdateDescriptor update : modality.updates()) {
            update(json, update);
        }
        json.writeEndArray();
        method(json, "sizeWithMostFeatures", modality.sizeWithMostFeatures());
        method(json, "maxTokensPerItem", modality.maxTokensPerItem());
        json.writeEndObject();
    }

    private static void update(JsonGenerator json, UpdateDescriptor update) throws IOException {
        json.writeStartObject();
        json.writeStringField("mode", update.at().isPresent() ? "insert" : "replace");
        json.writeStringField("at", update.at().map(SchemaJson::place).orElse("target"));
        json.writeStringField("target", update.target());
        if (!update.isContent()) {
            json.writeStringField("embed", update.embed().isEmpty() ? update.target() : update.embed());
            json.writeStringField("before", update.before());
            json.writeStringField("after", update.after());
        }
        json.writeNumberField("order", update.order());
        if (update.call().isPresent()) {
            json.writeStringField("method", update.call().get().method());
            json.writeStringField("returns", update.isContent() ? "content" : "count");
        } else {
            json.writeNumberField("count", update.count());
        }
        json.writeEndObject();
    }

    private static String place(InsertionPoint at) {
        return switch (at) {
            case START -> "start";
            case AFTER_PREFIX -> "prefix";
            case AFTER_TARGET -> "target";
            case END -> "end";
        };
    }

    private static void method(JsonGenerator json, String name, Optional<CallDescriptor> call) throws IOException {
        if (call.isPresent()) {
            json.writeStringField(name, call.get().method());
        }
    }

    private static void part(JsonGenerator json, String name, Optional<TypeRef> type) throws IOException {
        if (type.isPresent()) {
            json.writeStringField(name, type.get().binaryName());
        }
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
        if (field.unitsPerRow() > 1) {
            json.writeNumberField("unitsPerRow", field.unitsPerRow());
        }
        if (field.merging() != FieldDescriptor.Merging.ERROR) {
            json.writeStringField("ragged", field.merging().name().toLowerCase(Locale.ROOT));
        }
        json.writeBooleanField("keepOnCpu", field.keepOnCpu());
        json.writeBooleanField("optional", field.optional());
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
            if (component.file().isPresent()) {
                json.writeStringField("file", component.file().get());
            } else {
                strings(json, "keys", component.keys());
            }
            json.writeStringField("type", component.type().describe());
            json.writeBooleanField(
                    "required",
                    !optional
                            && component.defaultValue().isEmpty()
                            && component.file().isEmpty());
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
