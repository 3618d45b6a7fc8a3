package io.multimodal4j.processor.types;

import io.multimodal4j.processor.model.ConfigType;
import io.multimodal4j.processor.model.ConfigType.EnumType;
import io.multimodal4j.processor.model.ConfigType.ListType;
import io.multimodal4j.processor.model.ConfigType.OptionalType;
import io.multimodal4j.processor.model.ConfigType.RecordType;
import io.multimodal4j.processor.model.ConfigType.Scalar;
import io.multimodal4j.processor.model.TypeRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Which config component a Java type is. */
public final class ConfigTypes {

    private static final Map<TypeKind, Scalar> PRIMITIVES = Map.of(
            TypeKind.INT, Scalar.INT,
            TypeKind.LONG, Scalar.LONG,
            TypeKind.DOUBLE, Scalar.DOUBLE,
            TypeKind.BOOLEAN, Scalar.BOOLEAN);

    private static final Map<String, Scalar> BOXES = Map.of(
            "java.lang.Integer", Scalar.INT,
            "java.lang.Long", Scalar.LONG,
            "java.lang.Double", Scalar.DOUBLE,
            "java.lang.Boolean", Scalar.BOOLEAN);

    private ConfigTypes() {}

    /** The component type, empty if a component cannot be of that type. */
    public static Optional<ConfigType> of(TypeMirror type) {
        Scalar primitive = PRIMITIVES.get(type.getKind());
        if (primitive != null) {
            return Optional.of(primitive);
        }
        if (TypeNames.is(type, TypeNames.OPTIONAL)) {
            return argument(type).flatMap(ConfigTypes::reference).map(OptionalType::new);
        }
        return box(type).isPresent() ? Optional.empty() : reference(type);
    }

    /** What stands where Java wants a class: in lists and optionals. */
    private static Optional<ConfigType> reference(TypeMirror type) {
        Optional<TypeElement> element = TypeNames.element(type);
        if (element.isEmpty()) {
            return Optional.empty();
        }
        if (TypeNames.is(type, TypeNames.LIST)) {
            return argument(type).flatMap(ConfigTypes::reference).map(ListType::new);
        }
        if (TypeNames.is(type, TypeNames.STRING)) {
            return Optional.of(Scalar.STRING);
        }
        Optional<Scalar> box = box(type);
        if (box.isPresent()) {
            return Optional.of(box.get());
        }
        return named(element.get());
    }

    private static Optional<ConfigType> named(TypeElement element) {
        if (element.getKind() == ElementKind.ENUM) {
            return Optional.of(new EnumType(TypeRef.of(element), constants(element)));
        }
        return element.getKind() == ElementKind.RECORD
                        && element.getTypeParameters().isEmpty()
                ? Optional.of(new RecordType(TypeRef.of(element)))
                : Optional.empty();
    }

    private static List<String> constants(TypeElement element) {
        return element.getEnclosedElements().stream()
                .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
                .map(Element::getSimpleName)
                .map(Object::toString)
                .toList();
    }

    /** The primitive's reader for {@code Integer} and its like. */
    public static Optional<Scalar> box(TypeMirror type) {
        return TypeNames.element(type).map(e -> e.getQualifiedName().toString()).map(BOXES::get);
    }

    private static Optional<? extends TypeMirror> argument(TypeMirror type) {
        List<? extends TypeMirror> arguments = TypeNames.arguments(type);
        return arguments.size() == 1 ? Optional.of(arguments.get(0)) : Optional.empty();
    }

    /** The enum or record that generated code has to name to read a component of this type. */
    public static Optional<TypeElement> namedType(TypeMirror type) {
        if (TypeNames.is(type, TypeNames.LIST) || TypeNames.is(type, TypeNames.OPTIONAL)) {
            return argument(type).flatMap(ConfigTypes::namedType);
        }
        return TypeNames.element(type)
                .filter(e -> e.getKind() == ElementKind.ENUM || e.getKind() == ElementKind.RECORD);
    }
}
