package io.multimodal4j.processor.read;

import io.multimodal4j.processor.read.ConfigDeclaration.Component;
import io.multimodal4j.processor.types.TypeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Reads a config record and, once each, the records inside it. */
final class ConfigReader {

    private final Map<String, ConfigDeclaration> records = new LinkedHashMap<>();

    private ConfigReader() {}

    static List<ConfigDeclaration> read(TypeElement root) throws UnresolvedException {
        ConfigReader reader = new ConfigReader();
        reader.visit(root);
        return List.copyOf(reader.records.values());
    }

    private void visit(TypeElement type) throws UnresolvedException {
        String name = type.getQualifiedName().toString();
        if (records.containsKey(name)) {
            return;
        }
        List<Component> components = new ArrayList<>();
        for (RecordComponentElement element : type.getRecordComponents()) {
            MissingTypes.check(element.asType(), "by '" + type.getSimpleName() + "." + element.getSimpleName() + "'");
            components.add(component(element));
        }
        records.put(name, new ConfigDeclaration(type, components));
        for (Component component : components) {
            visitRecordsIn(component.element().asType());
        }
    }

    private void visitRecordsIn(TypeMirror type) throws UnresolvedException {
        if (TypeNames.is(type, TypeNames.LIST) || TypeNames.is(type, TypeNames.OPTIONAL)) {
            for (TypeMirror argument : TypeNames.arguments(type)) {
                visitRecordsIn(argument);
            }
        } else if (TypeNames.isRecord(type) && TypeNames.arguments(type).isEmpty()) {
            visit(TypeNames.element(type).orElseThrow());
        }
    }

    private static Component component(RecordComponentElement element) throws UnresolvedException {
        Optional<AnnotationView> key = AnnotationView.find(element, AnnotationNames.CONFIG_KEY);
        Optional<AnnotationView> file = AnnotationView.find(element, AnnotationNames.CONFIG_FILE);
        return new Component(
                element,
                key.isPresent() ? key.get().strings("value") : List.of(),
                key.isPresent() ? key.get().strings("defaultValue") : List.of(),
                file.isPresent() ? Optional.of(file.get().string("value")) : Optional.empty(),
                key.isPresent());
    }
}
