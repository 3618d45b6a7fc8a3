package io.multimodal4j.processor.read;

import io.multimodal4j.annotations.Modality;
import io.multimodal4j.processor.model.Argument;
import io.multimodal4j.processor.types.TypeNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What a parameter's type asks for. */
public final class Arguments {

    private static final Map<String, Argument> BY_TYPE = Map.of(
            TypeNames.MODEL_CONTEXT, Argument.CONTEXT,
            TypeNames.IMAGE_SIZE, Argument.IMAGE_SIZE,
            TypeNames.VIDEO_SIZE, Argument.VIDEO_SIZE,
            TypeNames.AUDIO_LENGTH, Argument.AUDIO_LENGTH,
            TypeNames.ITEM_INFO, Argument.ITEM);

    private static final Map<String, Argument> SIZES = Map.of(
            Modality.IMAGE, Argument.IMAGE_SIZE,
            Modality.VIDEO, Argument.VIDEO_SIZE,
            Modality.AUDIO, Argument.AUDIO_LENGTH);

    private Arguments() {}

    /** What a parameter of this type is given, where any record that is not one of ours is meant as the config record. */
    public static Optional<Argument> of(TypeMirror type) {
        if (type.getKind() == TypeKind.INT) {
            return Optional.of(Argument.SEQUENCE_LENGTH);
        }
        Optional<Argument> ours = TypeNames.element(type)
                .map(e -> e.getQualifiedName().toString())
                .map(BY_TYPE::get);
        return ours.isEmpty() && TypeNames.isRecord(type) ? Optional.of(Argument.CONFIG) : ours;
    }

    static List<Argument> of(ExecutableElement method) {
        return method.getParameters().stream()
                .map(VariableElement::asType)
                .map(type -> of(type).orElseThrow())
                .toList();
    }

    /** The size of a modality's items, empty if there is no such modality. */
    public static Optional<Argument> size(String modality) {
        return Optional.ofNullable(SIZES.get(modality));
    }

    /** The type's name in messages, for what is one of our types. */
    public static String typeName(Argument argument) {
        return BY_TYPE.entrySet().stream()
                .filter(entry -> entry.getValue() == argument)
                .map(entry -> entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1))
                .findFirst()
                .orElse("int");
    }
}
