package io.multimodal4j.processor.write;

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
import java.util.Locale;
import java.util.Optional;

/** Writes the JSON description of a model, for tools that do not run Java. */
final class SchemaJson {

    /** Raised whenever a reader of the previous version could misunderstand the next. */
    private static final int SCHEMA_VERSION = 1;

    private SchemaJson() {}

    static String write(ModelDescriptor model) {
        JsonText json = new JsonText()
                .beginObject()
                .number("schemaVersion", SCHEMA_VERSION)
                .string("modelClass", model.type().binaryName())
                .strings("architectures", model.architectures())
                .string("description", model.description());
        part(json, "info", model.info());
        part(json, "dummyInputs", model.dummyInputs());
        part(json, "processor", model.imageProcessor());
        json.beginArray("modalities");
        model.modalities().forEach(modality -> modality(json, modality));
        json.endArray().beginArray("config");
        model.configRecords().forEach(config -> config(json, config));
        return json.endArray().endObject().toString();
    }

    private static void modality(JsonText json, ModalityDescriptor modality) {
        json.beginObject();
        json.string("modality", modality.name());
        if (modality.limit().isPresent()) {
            json.number("limit", modality.limit().getAsInt());
        }
        json.beginArray("fields");
        for (FieldDescriptor field : modality.fields()) {
            field(json, field);
        }
        json.endArray();
        json.beginArray("alternatives");
        for (EncodeDescriptor encode : modality.alternatives()) {
            json.beginObject();
            json.string("encodeMethod", encode.method());
            json.strings(
                    "fields",
                    encode.fields().stream().map(FieldDescriptor::name).toList());
            json.endObject();
        }
        json.endArray();
        json.beginArray("promptUpdates");
        for (UpdateDescriptor update : modality.updates()) {
            update(json, update);
        }
        json.endArray();
        method(json, "sizeWithMostFeatures", modality.sizeWithMostFeatures());
        method(json, "maxTokensPerItem", modality.maxTokensPerItem());
        json.endObject();
    }

    private static void update(JsonText json, UpdateDescriptor update) {
        json.beginObject();
        json.string("mode", update.at().isPresent() ? "insert" : "replace");
        json.string("at", update.at().map(SchemaJson::place).orElse("target"));
        json.string("target", update.target());
        if (!update.isContent()) {
            json.string("embed", update.embed().isEmpty() ? update.target() : update.embed());
            json.string("before", update.before());
            json.string("after", update.after());
        }
        json.number("order", update.order());
        if (update.call().isPresent()) {
            json.string("method", update.call().get().method());
            json.string("returns", update.isContent() ? "content" : "count");
        } else {
            json.number("count", update.count());
        }
        json.endObject();
    }

    private static String place(InsertionPoint at) {
        return switch (at) {
            case START -> "start";
            case AFTER_PREFIX -> "prefix";
            case AFTER_TARGET -> "target";
            case END -> "end";
        };
    }

    private static void method(JsonText json, String name, Optional<CallDescriptor> call) {
        if (call.isPresent()) {
            json.string(name, call.get().method());
        }
    }

    private static void part(JsonText json, String name, Optional<TypeRef> type) {
        if (type.isPresent()) {
            json.string(name, type.get().binaryName());
        }
    }

    private static void field(JsonText json, FieldDescriptor field) {
        json.beginObject();
        json.string("name", field.name());
        json.string("layout", field.layout().name().toLowerCase(Locale.ROOT));
        json.string("dtype", field.dtype().typeName());
        json.string("shape", field.shape());
        if (!field.sizes().isEmpty()) {
            json.string("sizes", field.sizes());
        }
        if (field.unitsPerRow() > 1) {
            json.number("unitsPerRow", field.unitsPerRow());
        }
        if (field.merging() != FieldDescriptor.Merging.ERROR) {
            json.string("ragged", field.merging().name().toLowerCase(Locale.ROOT));
        }
        json.bool("keepOnCpu", field.keepOnCpu());
        json.bool("optional", field.optional());
        json.endObject();
    }

    private static void config(JsonText json, ConfigRecord config) {
        json.beginObject();
        json.string("record", config.type().binaryName());
        json.beginArray("components");
        for (ConfigRecord.Component component : config.components()) {
            boolean optional = component.type() instanceof OptionalType;
            json.beginObject();
            json.string("name", component.name());
            if (component.file().isPresent()) {
                json.string("file", component.file().get());
            } else {
                json.strings("keys", component.keys());
            }
            json.string("type", component.type().describe());
            json.bool(
                    "required",
                    !optional
                            && component.defaultValue().isEmpty()
                            && component.file().isEmpty());
            if (component.defaultValue().isPresent()) {
                json.string("default", component.defaultValue().get());
            }
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
}
