package io.multimodal4j.processor.read;

import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.model.ConfigRecord;
import io.multimodal4j.processor.model.FieldDescriptor;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.ReplacementDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import io.multimodal4j.processor.types.ConfigTypes;
import io.multimodal4j.processor.types.Enclosing;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/** Turns a declaration that passed every check into plain data. */
public final class Describer {

    private static final String DEPRECATED = "java.lang.Deprecated";

    private Describer() {}

    public static ModelDescriptor describe(ModelDeclaration model, Elements elements) {
        return new ModelDescriptor(
                TypeRef.of(model.type()),
                model.architectures().stream().map(Located::value).toList(),
                model.description(),
                arguments(model.usableConstructors().get(0)),
                model.configs().stream().map(Describer::config).toList(),
                model.encodes().stream().map(e -> modality(model, e)).toList(),
                suppressions(model, elements));
    }

    private static List<Argument> arguments(ExecutableElement method) {
        return method.getParameters().stream()
                .map(VariableElement::asType)
                .map(type -> TypeNames.is(type, TypeNames.MODEL_CONTEXT)
                        ? Argument.CONTEXT
                        : ModelDeclaration.isConfigRecord(type) ? Argument.CONFIG : Argument.SIZE)
                .toList();
    }

    private static ConfigRecord config(ConfigDeclaration config) {
        return new ConfigRecord(
                TypeRef.of(config.type()),
                config.components().stream().map(Describer::component).toList());
    }

    private static ConfigRecord.Component component(ConfigDeclaration.Component component) {
        List<String> keys = component.keys().stream().map(Located::value).toList();
        String defaultValue = component.defaultValue().value();
        return new ConfigRecord.Component(
                component.name(),
                keys.isEmpty() ? List.of(Names.snakeCase(component.name())) : keys,
                ConfigTypes.of(component.element().asType()).orElseThrow(),
                defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue));
    }

    private static ModalityDescriptor modality(ModelDeclaration model, EncodeDeclaration encode) {
        String modality = encode.fields().get(0).modality().value();
        ReplacementDeclaration replacement = model.replacements().stream()
                .filter(r -> r.modality().value().equals(modality))
                .findFirst()
                .orElseThrow();
        OptionalInt limit = model.limits().stream()
                .filter(l -> l.modality().value().equals(modality))
                .mapToInt(l -> l.max().value())
                .findFirst();
        return new ModalityDescriptor(
                modality,
                limit,
                encode.method().getSimpleName().toString(),
                encode.fields().stream().map(Describer::field).toList(),
                new ReplacementDescriptor(
                        replacement.target().value(),
                        replacement.method().getSimpleName().toString(),
                        arguments(replacement.method())));
    }

    private static FieldDescriptor field(FieldDeclaration field) {
        return new FieldDescriptor(
                field.name().value(),
                field.modality().value(),
                field.layout(),
                field.dtype(),
                field.shape().value(),
                field.sizes().value(),
                field.keepOnCpu());
    }

    /**
     * A model may be deprecated; using it is the registration's purpose and no reason to warn. In a module, the package may be exported while the
     * config record is not public; nobody outside is meant to call the registration.
     */
    private static List<String> suppressions(ModelDeclaration model, Elements elements) {
        List<String> suppressions = new ArrayList<>();
        if (Enclosing.isInNamedModule(model.type(), elements)) {
            suppressions.add("exports");
        }
        if (used(model).anyMatch(e -> isDeprecated(e, false))) {
            suppressions.add("deprecation");
        }
        if (used(model).anyMatch(e -> isDeprecated(e, true))) {
            suppressions.add("removal");
        }
        return suppressions;
    }

    private static Stream<Element> used(ModelDeclaration model) {
        Stream<Element> members = Stream.of(
                        model.usableConstructors().stream(),
                        model.encodes().stream().map(EncodeDeclaration::method),
                        model.replacements().stream().map(ReplacementDeclaration::method))
                .flatMap(s -> s);
        Stream<Element> configs = model.configs().stream()
                .flatMap(c -> Stream.concat(
                        Stream.of(c.type()),
                        c.components().stream()
                                .flatMap(p -> ConfigTypes.namedType(p.element().asType()).stream())));
        return Stream.of(Stream.<Element>of(model.type()), members, configs).flatMap(s -> s);
    }

    private static boolean isDeprecated(Element element, boolean forRemoval) {
        return AnnotationView.find(element, DEPRECATED)
                .filter(view -> saysForRemoval(view.mirror()) == forRemoval)
                .isPresent();
    }

    private static boolean saysForRemoval(AnnotationMirror deprecated) {
        return deprecated.getElementValues().entrySet().stream()
                .anyMatch(e -> e.getKey().getSimpleName().contentEquals("forRemoval")
                        && Boolean.TRUE.equals(e.getValue().getValue()));
    }
}
