package io.multimodal4j.processor.read;

import io.multimodal4j.processor.model.CallDescriptor;
import io.multimodal4j.processor.model.ConfigRecord;
import io.multimodal4j.processor.model.EncodeDescriptor;
import io.multimodal4j.processor.model.FieldDescriptor;
import io.multimodal4j.processor.model.FieldDescriptor.Merging;
import io.multimodal4j.processor.model.ModalityDescriptor;
import io.multimodal4j.processor.model.ModelDescriptor;
import io.multimodal4j.processor.model.TypeRef;
import io.multimodal4j.processor.model.UpdateDescriptor;
import io.multimodal4j.processor.read.InfoDeclaration.Kind;
import io.multimodal4j.processor.read.PartDeclaration.Part;
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
import javax.lang.model.element.TypeElement;
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
                Arguments.of(model.usableConstructors().get(0)),
                model.configs().stream().map(Describer::config).toList(),
                model.fieldModalities().stream().map(m -> modality(model, m)).toList(),
                part(model, Part.INFO),
                part(model, Part.DUMMY_INPUTS),
                part(model, Part.PROCESSOR),
                suppressions(model, elements));
    }

    private static ConfigRecord config(ConfigDeclaration config) {
        return new ConfigRecord(
                TypeRef.of(config.type()),
                config.components().stream().map(Describer::component).toList());
    }

    private static ConfigRecord.Component component(ConfigDeclaration.Component component) {
        List<String> written = component.keys().stream().map(Located::value).toList();
        List<String> keys = written.isEmpty() ? List.of(Names.snakeCase(component.name())) : written;
        return new ConfigRecord.Component(
                component.name(),
                component.file().isPresent() ? List.of() : keys,
                ConfigTypes.of(component.element().asType()).orElseThrow(),
                component.defaults().stream().map(Located::value).findFirst(),
                component.file().map(Located::value));
    }

    private static Optional<TypeRef> part(ModelDeclaration model, Part part) {
        return model.parts().stream()
                .filter(p -> p.part() == part)
                .map(p -> TypeRef.of(TypeNames.element(p.type()).orElseThrow()))
                .findFirst();
    }

    private static ModalityDescriptor modality(ModelDeclaration model, String modality) {
        OptionalInt limit = model.limits().stream()
                .filter(l -> l.modality().value().equals(modality))
                .mapToInt(l -> l.max().value())
                .findFirst();
        return new ModalityDescriptor(
                modality,
                limit,
                model.encodes(modality).stream().map(Describer::encode).toList(),
                model.updates().stream()
                        .filter(u -> u.modality().value().equals(modality))
                        .map(Describer::update)
                        .toList(),
                info(model, modality, Kind.SIZE_WITH_MOST_FEATURES),
                info(model, modality, Kind.MAX_TOKENS_PER_ITEM));
    }

    private static EncodeDescriptor encode(EncodeDeclaration encode) {
        return new EncodeDescriptor(
                encode.method().getSimpleName().toString(),
                encode.fields().stream().map(Describer::field).toList());
    }

    private static UpdateDescriptor update(UpdateDeclaration update) {
        return new UpdateDescriptor(
                update.at(),
                update.target().value(),
                update.embed().value(),
                update.before().value(),
                update.after().value(),
                update.order().value(),
                update.count().value(),
                update.method().map(Describer::call),
                update.isContent());
    }

    private static CallDescriptor call(ExecutableElement method) {
        return new CallDescriptor(method.getSimpleName().toString(), Arguments.of(method));
    }

    private static Optional<CallDescriptor> info(ModelDeclaration model, String modality, Kind kind) {
        return model.infos().stream()
                .filter(i -> i.kind() == kind && i.modality().value().equals(modality))
                .map(i -> call(i.method()))
                .findFirst();
    }

    private static FieldDescriptor field(FieldDeclaration field) {
        return new FieldDescriptor(
                field.name().value(),
                field.modality().value(),
                field.layout(),
                field.dtype(),
                field.shape().value(),
                field.sizes().value(),
                field.keepOnCpu(),
                field.unitsPerRow().value(),
                field.list() ? Merging.LIST : field.padded().value() ? Merging.PAD : Merging.ERROR,
                field.optional());
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
                        model.staticMethods().stream(),
                        model.parts().stream().flatMap(Describer::used))
                .flatMap(s -> s);
        Stream<Element> configs = model.configs().stream()
                .flatMap(c -> Stream.concat(
                        Stream.of(c.type()),
                        c.components().stream()
                                .flatMap(p -> ConfigTypes.namedType(p.element().asType()).stream())));
        return Stream.of(Stream.<Element>of(model.type()), members, configs).flatMap(s -> s);
    }

    /** A hand-written class and its constructor. */
    private static Stream<Element> used(PartDeclaration part) {
        TypeElement type = TypeNames.element(part.type()).orElseThrow();
        return Stream.concat(Stream.of(type), ModelDeclaration.usableConstructors(type).stream());
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
