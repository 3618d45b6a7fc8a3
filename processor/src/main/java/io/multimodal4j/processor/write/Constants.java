package io.multimodal4j.processor.write;

import io.multimodal4j.processor.model.FieldDescriptor;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names of the constants that hold a registration's fields. */
final class Constants {

    static final String SCHEMA = "SCHEMA";

    private final Map<String, String> byField = new HashMap<>();

    Constants(ModelDescriptor model) {
        for (ModalityDescriptor modality : model.modalities()) {
            for (FieldDescriptor field : modality.fields()) {
                byField.put(field.name(), free(field.name().toUpperCase(Locale.ROOT)));
            }
        }
    }

    private String free(String wanted) {
        String name = wanted;
        for (int i = 2; name.equals(SCHEMA) || name.equals("_") || byField.containsValue(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    String of(FieldDescriptor field) {
        return byField.getOrDefault(field.name(), field.name());
    }
}
