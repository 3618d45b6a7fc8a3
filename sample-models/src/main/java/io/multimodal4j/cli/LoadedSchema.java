package io.multimodal4j.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.multimodal4j.MultiModalProcessor;
import io.multimodal4j.field.FieldSpec;
import io.multimodal4j.kernel.Parity;
import io.multimodal4j.media.ItemProcessor;
import io.multimodal4j.model.ModelSchema.ModalitySchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** A declaration under the options with which a model directory was loaded. */
final class LoadedSchema {

    private LoadedSchema() {}

    static void write(JsonGenerator json, MultiModalProcessor processor) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", processor.architecture());
        json.writeStringField("modelClass", processor.schema().modelClass());
        json.writeArrayFieldStart("modalities");
        for (ModalitySchema modality : processor.schema().modalities()) {
            json.writeStartObject();
            json.writeStringField("modality", modality.modality());
            json.writeNumberField("limit", processor.limit(modality.modality()));
            write(json, processor.itemProcessor(modality.modality()));
            json.writeArrayFieldStart("fields");
            for (FieldSpec field : modality.fields()) {
                write(json, field);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ItemProcessor<?> processor) throws IOException {
        json.writeStringField("processor", processor.type());
        if (processor.parity().isPresent()) {
            json.writeStringField("parity", name(processor.parity().get()));
            Json.strings(
                    json,
                    "parities",
                    Arrays.stream(Parity.values()).map(LoadedSchema::name).toList());
        }
        List<String> options = new ArrayList<>(new TreeSet<>(processor.optionNames()));
        Json.strings(json, "options", options);
    }

    private static void write(JsonGenerator json, FieldSpec field) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", field.name());
        json.writeStringField("layout", name(field.layout()));
        json.writeStringField("dtype", field.dtype().typeName());
        json.writeStringField("shape", field.shape().toString());
        json.writeEndObject();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
