package io.multimodal4j.processor.read;

import io.multimodal4j.processor.diag.Finding.Place;
import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.types.Names;
import io.multimodal4j.processor.types.TypeNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A registered class as it is written, right or wrong. It holds elements for their positions and so lives for one round only.
 *
 * @param architecturesPlace where the architectures are written
 * @param encodes the methods and constructors with annotated parameters, in the order of the source
 * @param configs the config record, then the records inside it; empty if there is none
 * @param updates the class's own prompt updates, then those of its methods in the order of the source
 * @param infos the methods that say something about a modality's items
 * @param parts the classes that are written by hand
 */
public record ModelDeclaration(
        TypeElement type,
        List<Located<String>> architectures,
        Place architecturesPlace,
        String description,
        List<LimitDeclaration> limits,
        List<EncodeDeclaration> encodes,
        List<ConfigDeclaration> configs,
        List<UpdateDeclaration> updates,
        List<InfoDeclaration> infos,
        List<PartDeclaration> parts) {

    public ModelDeclaration {
        architectures = List.copyOf(architectures);
        limits = List.copyOf(limits);
        encodes = List.copyOf(encodes);
        configs = List.copyOf(configs);
        updates = List.copyOf(updates);
        infos = List.copyOf(infos);
        parts = List.copyOf(parts);
    }

    /** The name in messages. */
    public String name() {
        return Names.inProse(type);
    }

    public List<ExecutableElement> usableConstructors() {
        return usableConstructors(type);
    }

    static List<ExecutableElement> usableConstructors(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(e -> e.getKind() == ElementKind.CONSTRUCTOR)
                .filter(e -> !e.getModifiers().contains(Modifier.PRIVATE))
                .map(ExecutableElement.class::cast)
                .toList();
    }

    /** The constructor's config record, if there is one constructor and it takes one. */
    public Optional<TypeElement> configRecord() {
        return configs.stream().findFirst().map(ConfigDeclaration::type);
    }

    static Optional<TypeElement> configRecord(TypeElement model) {
        List<ExecutableElement> constructors = usableConstructors(model);
        if (constructors.size() != 1) {
            return Optional.empty();
        }
        return constructors.get(0).getParameters().stream()
                .map(VariableElement::asType)
                .filter(ModelDeclaration::isConfigRecord)
                .findFirst()
                .flatMap(TypeNames::element);
    }

    /** Whether a parameter of this type is meant as the config record. */
    public static boolean isConfigRecord(TypeMirror type) {
        return Arguments.of(type).filter(a -> a == Argument.CONFIG).isPresent();
    }

    /** The methods that generated code calls without an instance. */
    public List<ExecutableElement> staticMethods() {
        return Stream.concat(
                        updates.stream().flatMap(update -> update.method().stream()),
                        infos.stream().map(InfoDeclaration::method))
                .distinct()
                .toList();
    }

    /** The encode methods of a modality. */
    public List<EncodeDeclaration> encodes(String modality) {
        return encodes.stream()
                .filter(encode -> encode.modality().equals(modality))
                .toList();
    }

    public List<FieldDeclaration> fields() {
        return encodes.stream().flatMap(e -> e.fields().stream()).toList();
    }

    /** The modalities of the fields, in the order of declaration and each once. */
    public List<String> fieldModalities() {
        return fields().stream().map(f -> f.modality().value()).distinct().toList();
    }
}
