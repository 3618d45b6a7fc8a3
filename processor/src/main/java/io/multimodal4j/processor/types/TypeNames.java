package io.multimodal4j.processor.types;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The types of the runtime and the JDK that a declaration may use, recognised by name so that nothing needs to be loaded or looked up. */
public final class TypeNames {

    public static final String SUPPORTS_MULTI_MODAL = "io.multimodal4j.model.SupportsMultiModal";
    public static final String MODEL_CONTEXT = "io.multimodal4j.model.ModelContext";
    public static final String MODEL_INDEX = "io.multimodal4j.model.ModelIndex";
    public static final String TENSOR = "io.multimodal4j.tensor.Tensor";
    public static final String PROCESSING_INFO = "io.multimodal4j.model.ProcessingInfo";
    public static final String DUMMY_INPUTS = "io.multimodal4j.model.DummyInputs";
    public static final String IMAGE_PROCESSOR_FACTORY = "io.multimodal4j.model.ImageProcessorFactory";
    public static final String NO_CONFIG = "io.multimodal4j.model.NoConfig";
    public static final String IMAGE_SIZE = "io.multimodal4j.media.ImageSize";
    public static final String VIDEO_SIZE = "io.multimodal4j.media.VideoSize";
    public static final String AUDIO_LENGTH = "io.multimodal4j.media.AudioLength";
    public static final String ITEM_INFO = "io.multimodal4j.media.ItemInfo";
    public static final String PROMPT_CONTENT = "io.multimodal4j.prompt.PromptContent";
    public static final String LIST = "java.util.List";
    public static final String OPTIONAL = "java.util.Optional";
    public static final String STRING = "java.lang.String";

    private TypeNames() {}

    /** Whether a type is the class of that name, whatever its type arguments. */
    public static boolean is(TypeMirror type, String name) {
        return element(type).map(e -> e.getQualifiedName().contentEquals(name)).orElse(false);
    }

    /** Whether a type is {@code List<Tensor>}. */
    public static boolean isTensorList(TypeMirror type) {
        return isOfTensor(type, LIST);
    }

    /** Whether a type is {@code Optional<Tensor>}. */
    public static boolean isOptionalTensor(TypeMirror type) {
        return isOfTensor(type, OPTIONAL);
    }

    private static boolean isOfTensor(TypeMirror type, String generic) {
        List<? extends TypeMirror> arguments = arguments(type);
        return is(type, generic) && arguments.size() == 1 && is(arguments.get(0), TENSOR);
    }

    public static Optional<TypeElement> element(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED && ((DeclaredType) type).asElement() instanceof TypeElement element
                ? Optional.of(element)
                : Optional.empty();
    }

    public static boolean isRecord(TypeMirror type) {
        return element(type).map(e -> e.getKind() == ElementKind.RECORD).orElse(false);
    }

    public static List<? extends TypeMirror> arguments(TypeMirror type) {
        return type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
    }

    /** The type as one would write it with its imports, without type annotations. */
    public static String inProse(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return inProse(array.getComponentType()) + "[]";
        }
        if (element(type).isEmpty()) {
            return type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID
                    ? type.getKind().name().toLowerCase(java.util.Locale.ROOT)
                    : type.toString();
        }
        String name = Names.inProse(element(type).orElseThrow());
        List<? extends TypeMirror> arguments = arguments(type);
        return arguments.isEmpty()
                ? name
                : name
                        + arguments.stream()
                                .map(TypeNames::inProse)
                                .collect(java.util.stream.Collectors.joining(", ", "<", ">"));
    }
}
